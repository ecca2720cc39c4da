// The page's one Python: started at the first need, stopped with whatever it runs, and watched.

const PATIENCE = 60_000; // ms without a sign of life while Python loads
const HEAP_LIMIT = 512e6; // bytes: a worker that has grown beyond this gives them back by ending

/**
 * @typedef {{ imports: string, source: string, question: string, id: string, passed: string[] }} Cell
 * @typedef {{ verdict: string, passed?: string[], hints?: number, trouble?: string }} Done
 * @typedef {{
 *   progress?: (bytes: number) => void, running?: () => void, waiting?: () => void, output?: (kind: string, text: string) => void,
 * }} Listener
 */

/** @type {Worker | undefined} */
let worker;
let ready = false;
/** @type {Promise<unknown>} */
let last = Promise.resolve();
/** @type {((done: Done) => void) | undefined} */
let end;
/** @type {Listener} */
let listener = {};
/** @type {ReturnType<typeof setTimeout> | undefined} */
let watchdog;

/** @param {Done} done */
function finish(done) {
  clearTimeout(watchdog);
  end?.(done);
  end = undefined;
}

/** @param {Done} [done] what to tell those who wait */
export function stop(done = { verdict: "stopped" }) {
  worker?.terminate();
  worker = undefined;
  ready = false;
  finish(done);
}

/** Whether a run would begin at once. */
export const isReady = () => ready && !end;

const broken = (/** @type {string} */ trouble) => stop({ verdict: "error", trouble });

function watch() {
  clearTimeout(watchdog);
  if (!ready && end) watchdog = setTimeout(() => broken("For a minute, nothing more of Python has come."), PATIENCE);
}

/** @param {MessageEvent} event */
function hear({ data }) {
  if (data.broken) return broken(data.broken);
  if (data.ready) {
    ready = true;
    clearTimeout(watchdog);
    return listener.running?.();
  }
  if (data.progress !== undefined) listener.progress?.(data.progress);
  if (data.kind) listener.output?.(data.kind, data.text);
  if (data.done) {
    finish(data.done);
    if (data.done.heap > HEAP_LIMIT) stop();
  }
  watch();
}

function begin() {
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.onmessage = hear;
  worker.onerror = (event) => {
    event.preventDefault();
    broken(event.message ? `Python broke down: ${event.message}` : "The files of Python could not be fetched.");
  };
}

/**
 * Ask Python for something, after what others have asked for.
 * @param {object} message a cell, or a wish for a hint
 * @param {Listener} wish
 * @returns {Promise<Done>}
 */
export function ask(message, wish) {
  const answer = last.then(() => {
    listener = wish;
    if (!worker) begin();
    if (ready) wish.running?.();
    return new Promise((resolve) => {
      end = resolve;
      watch();
      worker?.postMessage(message);
    });
  });
  if (end) wish.waiting?.();
  last = answer;
  return answer;
}
