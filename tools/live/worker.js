// Python in a worker: brings Pyodide, NumPy and the course's core, then runs cells (cell.py) as the page asks.
//
// The page posts { imports, source, question, id, passed } to run a cell, { hint: number, id } for a nudge. The worker
// posts { progress }, the bytes that have come; { ready }; { kind, text }, a piece of output; at the end of a run
// { done: { verdict, passed, heap } }, of a hint { done: { hints } }; { broken }, why there is no Python.

/** @type {Record<string, number>} the bytes of each file over the wire and unpacked, put in by live.py */
const packed = PACKED;
/** @type {Record<string, number>} */
const unpacked = UNPACKED;
const PYTHON = new URL(PYTHON_FOLDER, import.meta.url);
const KEPT = "/progress.json";

const post = (/** @type {object} */ message) => self.postMessage(message);

/** @type {Record<string, number>} */
const come = {};
const plainFetch = self.fetch;

// Count what comes. A file that is missing is told at once: Pyodide would wait for it.
self.fetch = async (address, options) => {
  const name =
    String(address instanceof Request ? address.url : address)
      .split("/")
      .pop() ?? "";
  const reply = await plainFetch(address, options);
  if (!reply.ok || !reply.body) {
    post({ broken: `${name} could not be fetched (${reply.status})` });
    return reply;
  }
  const counted = new TransformStream({
    transform(chunk, out) {
      come[name] = (come[name] ?? 0) + chunk.byteLength * (packed[name] / unpacked[name] || 0);
      post({ progress: Object.values(come).reduce((sum, bytes) => sum + bytes, 0) });
      out.enqueue(chunk);
    },
  });
  return new Response(reply.body.pipeThrough(counted), reply);
};

async function start() {
  const { loadPyodide } = await import(new URL("pyodide.mjs", PYTHON).href);
  const pyodide = await loadPyodide({ indexURL: PYTHON.href, packages: ["numpy"], env: { NNBP_PROGRESS: KEPT } });
  const core = await fetch(new URL("core.zip", import.meta.url));
  pyodide.unpackArchive(await core.arrayBuffer(), "zip");
  const cell = pyodide.pyimport("cell");
  post({ ready: true });
  return { pyodide, cell };
}

const say = (/** @type {string} */ kind, /** @type {string} */ text) => post({ kind, text });

const python = start();
python.catch((error) => post({ broken: `Python did not start: ${error.message ?? error}` }));

self.onmessage = async ({ data }) => {
  const { pyodide, cell } = await python;
  if (data.warm) return post({ done: {} });
  try {
    if (data.hint) return post({ done: { hints: cell.hint(data.id, data.hint, say) } });
    pyodide.FS.writeFile(KEPT, JSON.stringify(data.passed));
    const verdict = cell.run(data.imports, data.source, data.question, data.id, say);
    const passed = JSON.parse(pyodide.FS.readFile(KEPT, { encoding: "utf8" }));
    post({ done: { verdict, passed, heap: pyodide._module.HEAP8.length } });
  } catch (error) {
    post({ broken: `Python broke down: ${String(error).split("\n")[0]}` });
  }
};
