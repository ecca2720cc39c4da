// What moves by itself: runs by the clock, work in slices.

const STEPS_WHEN_CALM = 12; // a run, where the reader asked for less motion
const CALM_PAUSE = 500; // ms between two of them

/** Whether the reader asked for less motion. */
export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Call `tick` with the milliseconds since the call before, frame by frame, until it returns false; in few steps where the
 * reader asked for less motion. Returns a function that stops it.
 */
function everyFrame(tick, whole) {
  const calm = isCalm();
  let running = true;
  let handle;
  let last = performance.now();
  const again = () => {
    if (!running) return;
    const now = performance.now();
    running = tick(calm ? whole / STEPS_WHEN_CALM : now - last);
    last = now;
    if (running) handle = calm ? setTimeout(again, CALM_PAUSE) : requestAnimationFrame(again);
  };
  handle = calm ? setTimeout(again, CALM_PAUSE) : requestAnimationFrame(again);
  return () => {
    running = false;
    cancelAnimationFrame(handle);
    clearTimeout(handle);
  };
}

/**
 * Buttons that let the epoch of a figure run up to its last: Run or Pause, and Step. A whole run takes `seconds`, on every
 * screen. The clock waits while `ready` says no, and stops when `over` says yes. Returns a function that stops it.
 */
export function addClock(controls, { get, set, last, seconds = 10, ready = () => true, over = () => false }) {
  const buttons = controls.append("div").attr("class", "nnbp-bar").attr("role", "group").attr("aria-label", "Time");
  const runButton = buttons.append("button").attr("type", "button").attr("data-run-button", "");
  let stopRun;
  let exact = 0; // the epoch, and the part of one that has passed since
  const label = () => runButton.text(stopRun ? "Pause" : "Run");
  function pause() {
    stopRun?.();
    stopRun = undefined;
    label();
  }
  function tick(passed) {
    if (!ready()) return true;
    exact = Math.min(last, exact + (passed * last) / (1000 * seconds));
    if (Math.floor(exact) !== get().epoch) set({ epoch: Math.floor(exact) }, true);
    if (get().epoch >= last || over()) {
      pause();
      set({}, false);
    }
    return Boolean(stopRun);
  }
  runButton.on("click", () => {
    if (stopRun) return pause();
    if (get().epoch >= last) set({ epoch: 0 });
    exact = get().epoch;
    stopRun = everyFrame(tick, 1000 * seconds);
    return label();
  });
  buttons.append("button").attr("type", "button").attr("data-step", "").text("Step").on("click", () => {
    pause();
    set({ epoch: Math.min(get().epoch + 1, last) });
  });
  label();
  return pause;
}

/**
 * Do long work a slice at a time, each slice after the next frame is painted: an answer to the reader comes first.
 * Returns a function that calls it off.
 */
export function afterPaint(work) {
  let timer;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
