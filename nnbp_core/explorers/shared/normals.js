// The draws of np.random.default_rng(seed).standard_normal, to the last digits: NumPy's PCG64 and its ziggurat. So a
// network may start where Network.random starts, and its weights need not be sent along.

const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
const [BITS_64, BITS_128] = [2n ** 64n - 1n, 2n ** 128n - 1n];
const TAIL = 3.654152885361009; // where the lowest layer of the ziggurat ends
const AREA = 0.004928673233974655; // of each of its 256 layers
const height = (/** @type {number} */ x) => Math.exp(-0.5 * x * x);

/** The right ends of the layers and the heights there, from the top down. */
function ziggurat() {
  const ends = Array(256).fill(TAIL);
  for (let i = 254; i > 0; i -= 1) ends[i] = Math.sqrt(-2 * Math.log(AREA / ends[i + 1] + height(ends[i + 1])));
  const heights = ends.map((x, i) => (i ? height(x) : 1));
  const widths = [AREA / height(TAIL), ...ends.slice(1)];
  const inner = widths.map((width, i) => (i === 0 ? TAIL / width : i === 1 ? 0 : ends[i - 1] / width));
  return { heights, widths, inner };
}

/** PCG64, from the state and the increment of NumPy's generator. @param {bigint} state @param {bigint} increment */
function bitsFrom(state, increment) {
  let now = state;
  return () => {
    now = (now * MULTIPLIER + increment) & BITS_128;
    const mixed = ((now >> 64n) ^ now) & BITS_64;
    const turn = now >> 122n;
    return ((mixed >> turn) | (mixed << ((64n - turn) & 63n))) & BITS_64;
  };
}

/**
 * Returns a function that draws the next number.
 *
 * @param {bigint} state
 * @param {bigint} increment
 * @returns {() => number}
 */
export function normals(state, increment) {
  const { heights, widths, inner } = ziggurat();
  const next = bitsFrom(state, increment);
  const share = () => Number(next() >> 11n) / 2 ** 53;
  const fromTail = () => {
    for (;;) {
      const x = -Math.log1p(-share()) / TAIL;
      const y = -Math.log1p(-share());
      if (2 * y > x * x) return TAIL + x;
    }
  };
  /** @returns {number} */
  return function draw() {
    const bits = next();
    const layer = Number(bits & 255n);
    const size = (bits >> 9n) & (2n ** 52n - 1n);
    const part = Number(size) / 2 ** 52;
    const x = part * widths[layer];
    const sign = bits & 256n ? -1 : 1;
    if (part < inner[layer]) return sign * x;
    if (layer === 0) return fromTail() * (size & 256n ? -1 : 1);
    const between = (heights[layer - 1] - heights[layer]) * share() + heights[layer];
    return between < height(x) ? sign * x : draw();
  };
}
