// numpy.random.default_rng, once more: the same bits (PCG64), the same normals (a ziggurat of 256 steps) and the same
// permutations, so that a network here starts and shuffles as Network.random and sgd do in Python.
// tests/explorers/test_random.py holds the two equal.

/** @typedef {{ state: bigint, increment: bigint }} Seed where PCG64 starts */
/** @typedef {ReturnType<typeof generator>} Generator */

const MULTIPLIER = 47026247687942121848144207491837523525n;
const LOW_64 = (1n << 64n) - 1n;
const LOW_128 = (1n << 128n) - 1n;
const STEPS = 256;
const END = 3.6541528853610088; // where the tail of the normal distribution begins
const AREA = 0.004928673233974655; // of each step
const MANTISSA = 2 ** 52;

/** The steps of the ziggurat: up to what a draw is taken at once, how wide it is, how high. */
function makeSteps() {
  const [sure, width, height] = [0, 1, 2].map(() => new Float64Array(STEPS));
  const density = (/** @type {number} */ x) => Math.exp(-0.5 * x * x);
  let right = END;
  width[STEPS - 1] = right / MANTISSA;
  height[STEPS - 1] = density(right);
  sure[0] = Math.floor(((right * density(right)) / AREA) * MANTISSA);
  width[0] = AREA / density(right) / MANTISSA;
  height[0] = 1;
  for (let i = STEPS - 2; i > 0; i -= 1) {
    const x = Math.sqrt(-2 * Math.log(AREA / right + height[i + 1]));
    sure[i + 1] = Math.floor((x / right) * MANTISSA);
    width[i] = x / MANTISSA;
    height[i] = density(x);
    right = x;
  }
  return { sure, width, height };
}

const { sure, width, height } = makeSteps();

/** PCG64: 64 bits at a time, or 32, or a number from 0 to 1. @param {Seed} seed */
function pcg64({ state: first, increment }) {
  let state = first;
  let half = -1; // the other half of the last 64 bits, when only 32 were asked for

  function bits() {
    state = (state * MULTIPLIER + increment) & LOW_128;
    const turn = state >> 122n;
    const mixed = (state >> 64n) ^ (state & LOW_64);
    return ((mixed >> turn) | (mixed << (64n - turn))) & LOW_64;
  }
  function bits32() {
    if (half >= 0) {
      const kept = half;
      half = -1;
      return kept;
    }
    const all = bits();
    half = Number(all >> 32n);
    return Number(all & 0xffffffffn);
  }
  const uniform = () => Number(bits() >> 11n) / 2 ** 53;
  return { bits, bits32, uniform, seed: () => ({ state, increment }) };
}

/** @param {Seed} first */
export function generator(first) {
  const { bits, bits32, uniform, seed } = pcg64(first);

  /** @param {number} distance in the tail, its last bits are the sign */
  function tail(distance) {
    for (;;) {
      const x = -Math.log1p(-uniform()) / END;
      const y = -Math.log1p(-uniform());
      if (y + y > x * x) return (Math.floor(distance / 256) & 1 ? -1 : 1) * (END + x);
    }
  }

  /** From the normal distribution of mean 0 and standard deviation 1. */
  function normal() {
    for (;;) {
      const drawn = bits();
      const step = Number(drawn & 0xffn);
      const distance = Number((drawn >> 9n) & 0xfffffffffffffn);
      const x = distance * width[step] * (drawn & 0x100n ? -1 : 1);
      if (distance < sure[step]) return x;
      if (step === 0) return tail(distance);
      if ((height[step - 1] - height[step]) * uniform() + height[step] < Math.exp(-0.5 * x * x)) return x;
    }
  }

  /** A whole number from 0 to `most`: of enough bits, until one is not above it. @param {number} most */
  function upTo(most) {
    const mask = 2 ** (32 - Math.clz32(most)) - 1;
    for (;;) {
      const drawn = (bits32() & mask) >>> 0;
      if (drawn <= most) return drawn;
    }
  }

  /** The numbers below n, in another order. @param {number} n */
  function permutation(n) {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i -= 1) {
      const j = upTo(i);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  return { normal, permutation, seed };
}
