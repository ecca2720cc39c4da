// What we use of D3, which brings no types of its own.
declare module "d3-scale" {
  interface Scale {
    (value: number): number;
    invert(place: number): number;
    domain(): number[];
    domain(ends: readonly number[]): this;
    range(): number[];
    range(ends: readonly number[]): this;
    ticks(count?: number): number[];
    tickFormat(count?: number): (value: number) => string;
  }
  export function scaleLinear(domain?: readonly number[], range?: readonly number[]): Scale;
  export function scaleLog(domain?: readonly number[], range?: readonly number[]): Scale;
}
declare module "d3-shape" {
  type Point = readonly [number, number];
  interface Line {
    (points: readonly Point[]): string | null;
    digits(count: number): this;
    defined(test: (point: Point) => boolean): this;
    x(place: (point: Point) => number): this;
    y(place: (point: Point) => number): this;
  }
  export function line(): Line;
}
