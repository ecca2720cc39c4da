// What explorer_frames.py asks a page: when its first figure stands there, what a hand can take, how long a move takes.

const held = /** @type {any} */ (globalThis);

/** From now on, wait for the first figure: the time at which it is painted is the promise `firstExplorer`. */
function watchForTheFirst() {
  held.firstExplorer = new Promise((done) =>
    new MutationObserver((changes, watch) => {
      if (!changes.some(({ target }) => /** @type {HTMLElement} */ (target).dataset?.ready !== undefined)) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-ready"] }),
  );
}

/**
 * The kinds of what a hand can take in a figure, the first of each kept in `hands`.
 * @param {HTMLElement} root
 */
function kindsOfHands(root) {
  /** @type {NodeListOf<HTMLElement>} */
  const all = root.querySelectorAll("[data-picture] :is([data-handle], [role=grid])");
  const kinds = new Map();
  for (const part of all) {
    const kind = part.dataset.handle?.replace(/[\d_,].*/, "") ?? "pen";
    if (!kinds.has(kind)) kinds.set(kind, part);
  }
  const slider = [...root.querySelectorAll("input[type=range]")].find((each) => each.checkVisibility());
  if (slider) kinds.set("a slider", slider);
  held.hands = kinds;
  return [...kinds.keys()];
}

/** A counter in the corner, which changes in every frame: [wait for a frame that was painted, take it away]. */
function counted() {
  const counter = document.body.appendChild(document.createElement("small"));
  counter.style.cssText = "position: fixed; top: 0; left: 0; contain: strict; width: 3em; height: 1em";
  let frames = 0;
  const painted = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        frames += 1;
        counter.textContent = String(frames);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(undefined);
        port2.postMessage(0);
      }),
    );
  return /** @type {const} */ ([painted, () => counter.remove()]);
}

/**
 * How a part is moved by a hand: [take it, move it the i-th time, let it go].
 * @param {any} part
 */
function handAt(part) {
  const { x, y, width, height } = part.getBoundingClientRect();
  /** @type {(type: string, far: number) => void} */
  const send = (type, far) =>
    part.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 7,
        isPrimary: true,
        pointerType: "mouse",
        buttons: 1,
        clientX: x + width / 2 + far,
        clientY: y + height / 2 + far / 4,
      }),
    );
  /** @type {(i: number) => void} */
  const slide = (i) => {
    if (i % 2) part.stepUp(1 + (i % 7));
    else part.stepDown(1 + (i % 7));
    part.dispatchEvent(new Event("input", { bubbles: true }));
  };
  /** @type {(i: number) => void} */
  const pull = (i) => send("pointermove", (i % 2 ? 1 : -1) * (8 + 3 * (i % 7)));
  const nothing = () => {};
  if (part.matches("input")) return { take: nothing, move: slide, letGo: nothing };
  return { take: () => send("pointerdown", 0), move: pull, letGo: () => send("pointerup", 0) };
}

/**
 * Milliseconds of each move of a kind of hand, and of each frame in which nothing but the counter changes.
 * @param {HTMLElement} _root
 * @param {string} kind
 * @param {number} moves
 */
async function timesOfMoves(_root, kind, moves) {
  Element.prototype.setPointerCapture = () => {}; // a made-up pointer cannot be captured
  const [painted, takeAway] = counted();
  const hand = handAt(held.hands.get(kind));
  const times = [];
  const idle = [];
  hand.take();
  for (let i = 0; i < moves; i += 1) {
    await painted();
    const before = performance.now();
    await painted();
    idle.push(performance.now() - before);
    const start = performance.now();
    hand.move(i);
    await painted();
    times.push(performance.now() - start);
  }
  hand.letGo();
  takeAway();
  return [times, idle];
}
