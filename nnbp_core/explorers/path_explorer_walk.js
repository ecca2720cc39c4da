// The walk through the network, step by step, and the merging of what was walked: what the picture shows between two
// states of the figure. Time passes here, nothing is drawn.

import { calm, loop } from "./shared/motion.js";

/** @typedef {import("./path_explorer_model.js").Run} Run */
/** @typedef {import("./path_explorer_model.js").Path} Path */
/**
 * @typedef {{ kind: "first" | "step" | "end" | "drop" | "rest", row: number, path: number, ms: number }} Leg
 *   first: along the weight; step: to a neuron (`row`); end: into C; drop: the product becomes a bar; rest: a whole path
 *   at once
 * @typedef {{ walked: number[], at: number[], leg: Leg | null, t: number, fused: number, ping: number, choosing: boolean,
 *   busy: boolean, merging: boolean }} Moment
 *   at: the neurons passed on the walk that is under way; t: how far its next leg is, from 0 to 1; fused: neurons where
 *   the paths have run together, with the part of the next; ping: from 0 to 1, a hint on the edges to choose from
 */

const LEG = { first: 300, step: 400, end: 400, drop: 400, rest: 0 }; // ms
const CALM = 350; // ms for any of them, where the reader asked for less motion
const ALL_THE_REST = 1500; // ms for all paths that are left, at most
const ONE_OF_THE_REST = 250;
const PING = 800;
const FUSE = 950; // ms a neuron
const FUSE_ALL = 7000; // ms for all of them, at most

/** Whether a path goes the way that was walked. @param {Path} path @param {number[]} at */
export const fits = (path, at) => at.every((row, n) => path.rows[n] === row);

/** The paths that are left to walk from where one stands. @param {Run} run @param {Moment} moment */
export const onOffer = ({ paths }, { walked, at, fused }) =>
  fused || !at.length ? [] : paths.filter((path) => !walked.includes(path.i) && fits(path, at));

/** @returns {Moment} */
const start = () => ({
  walked: [],
  at: [],
  leg: null,
  t: 0,
  fused: 0,
  ping: 1,
  choosing: false,
  busy: false,
  merging: false,
});

/** @param {Leg["kind"]} kind @param {Partial<Leg>} [more] @returns {Leg} */
function legOf(kind, more) {
  const leg = { kind, row: 0, path: -1, ms: LEG[kind], ...more };
  return calm() ? { ...leg, ms: kind === "rest" ? Math.min(CALM, 2 * leg.ms) : CALM } : leg;
}

/**
 * @typedef {object} Told
 * @property {() => Run} run
 * @property {(walked: number[], more: boolean) => void} walked so many paths have been walked; more are on their way
 * @property {(count: number, more: boolean) => void} fused so many neurons have been merged; more are on their way
 * @property {(moving: boolean) => void} draw the picture follows
 */

export class Walk {
  /** @param {Told} told */
  constructor(told) {
    this.told = told;
    this.moment = start();
    this.legs = /** @type {Leg[]} */ ([]);
    this.passed = 0; // ms of the leg under way; under reduced motion, of a fusing
    this.stop = /** @type {(() => void) | null} */ (null);
  }

  /** The paths that are left to walk. */
  left() {
    return this.told.run().paths.filter((path) => !this.moment.walked.includes(path.i));
  }

  /** Where a walk begins: at the neuron that the weight leads into. */
  home() {
    return this.left().length ? [this.told.run().part.j] : [];
  }

  /** Stand where a state of the figure stands. @param {number[]} already @param {number} fused */
  take(already, fused) {
    this.halt();
    this.moment.walked = already;
    this.moment.at = this.home();
    this.moment.fused = fused;
  }

  halt() {
    this.stop?.();
    this.stop = null;
    this.legs = [];
    this.passed = 0;
    const { walked, at, fused } = this.moment;
    Object.assign(this.moment, { ...start(), walked, at, fused });
  }

  /** The path whose product is on its way to its bar. */
  falling() {
    const { leg, at } = this.moment;
    if (leg?.kind === "rest") return this.told.run().paths[leg.path];
    return leg?.kind === "drop" ? this.told.run().paths.find(({ rows }) => rows.join() === at.join()) : undefined;
  }

  // What is under way ----------------------------------------------------------------------------------------------

  /** @param {Leg} leg */
  finish({ kind, row, path }) {
    const now = this.moment;
    if (kind === "first") now.at = this.home();
    if (kind === "step") now.at = [...now.at, row];
    if (kind !== "drop" && kind !== "rest") return;
    const here = now.at.join();
    const done = kind === "rest" ? path : (this.told.run().paths.find(({ rows }) => rows.join() === here)?.i ?? -1);
    if (done >= 0 && !now.walked.includes(done)) now.walked = [...now.walked, done];
    now.at = this.home();
    now.ping = 0;
    this.told.walked(now.walked, this.legs.length > 0);
  }

  /** It ends at once. */
  flush() {
    const now = this.moment;
    const open = now.leg ? [now.leg, ...this.legs] : this.legs;
    [now.leg, now.t, this.legs, this.passed] = [null, 0, [], 0];
    for (const leg of open) this.finish(leg);
    now.busy = now.merging;
  }

  /** @param {number} passed */
  walkOn(passed) {
    const now = this.moment;
    this.passed += passed;
    const part = this.passed / (now.leg?.ms || 1);
    if (!calm()) now.t = part;
    if (part < 1) return;
    const done = now.leg;
    [now.leg, now.t, this.passed] = [this.legs.shift() ?? null, 0, 0];
    if (done) this.finish(done);
  }

  /** @param {number} passed */
  fuseOn(passed) {
    const now = this.moment;
    const last = this.told.run().fusing.length;
    this.passed += passed / Math.min(FUSE, FUSE_ALL / last);
    if (calm() && this.passed < 1) return;
    const before = Math.floor(now.fused);
    now.fused = Math.min(last, now.fused + this.passed);
    if (calm()) now.fused = Math.floor(now.fused);
    this.passed = 0;
    now.merging = now.fused < last;
    const whole = Math.floor(now.fused);
    if (whole > before) this.told.fused(whole, now.merging);
  }

  isBusy() {
    return Boolean(this.moment.leg || this.legs.length || this.moment.merging);
  }

  /** @param {number} passed */
  pass(passed) {
    const now = this.moment;
    if (!now.leg && this.legs.length) now.leg = /** @type {Leg} */ (this.legs.shift());
    if (now.leg) this.walkOn(passed);
    else if (now.merging) this.fuseOn(passed);
    else now.ping = calm() ? 1 : Math.min(1, now.ping + passed / PING);
    now.busy = this.isBusy();
    const goOn = now.busy || (now.ping < 1 && !now.fused && now.at.length > 0);
    if (!goOn) this.stop = null;
    this.told.draw(goOn);
    return goOn;
  }

  wake() {
    this.moment.busy = this.isBusy();
    this.stop ??= loop((passed) => this.pass(passed));
    this.told.draw(true);
  }

  // What a hand asks for -------------------------------------------------------------------------------------------

  /** The weight has just been chosen: its first factor is collected. */
  begin() {
    this.moment.at = [];
    this.moment.ping = 0;
    this.legs = [legOf("first")];
    this.wake();
  }

  /** Walk on, to the last of these neurons; at an output, into C. @param {number[]} rows */
  to(rows) {
    for (const row of rows.slice(this.moment.at.length)) this.legs.push(legOf("step", { row }));
    if (rows.length === this.told.run().paths[0].rows.length) this.legs.push(legOf("end"), legOf("drop"));
    this.moment.ping = 0;
    this.wake();
  }

  /** Go back to the weight, to set out anew. */
  back() {
    this.moment.at = this.home();
  }

  /** Walk all that are left, one after the other. */
  rest() {
    const open = this.left();
    const ms = Math.min(ONE_OF_THE_REST, ALL_THE_REST / Math.max(1, open.length));
    this.legs = open.map(({ i }) => legOf("rest", { path: i, ms }));
    this.back();
    this.wake();
  }

  merge() {
    this.moment.merging = true;
    this.wake();
  }

  /** Stop merging, with so many neurons fused. @param {number} count */
  fuse(count) {
    Object.assign(this.moment, { merging: false, fused: count, busy: false });
    this.back();
    this.told.fused(count, false);
    this.told.draw(false);
  }

  /** One step back: a fused neuron, what is under way, a step of the walk, or a walked path. */
  undo() {
    const now = this.moment;
    if (now.choosing) this.choose(false);
    else if (now.fused) this.fuse(Math.ceil(now.fused) - 1);
    else if (this.isBusy()) this.flush();
    else if (now.at.length > 1) now.at = now.at.slice(0, -1);
    else if (now.walked.length) {
      now.walked = now.walked.slice(0, -1);
      this.back();
      this.told.walked(now.walked, false);
    }
    this.told.draw(false);
  }

  /** Choose another weight, or keep this one. @param {boolean} choosing */
  choose(choosing) {
    this.moment.choosing = choosing;
    this.told.draw(false);
  }
}
