/** The middle of several courses and how far they spread, where at least three have a value. Pure. */

import { MEDIAN_NEEDS } from "./intervals.ts";
import { type Point, runs } from "./path.ts";
import { median } from "./scale.ts";

/** One place on the axis: the first quartile, the median and the third. */
export interface Spread {
  readonly at: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

type Values = ReadonlyArray<readonly [at: number, value: number]>;

/** Per whole step of the axis the spread of the courses that have a value there. */
export function spread(courses: readonly Values[], last: number): Spread[] {
  return spreadOf(courses, last);
}

/**
 * The same where values stand anywhere: those of `width` steps together, each course with its mean, placed in the
 * middle.
 */
export function spreadWithin(courses: readonly Values[], last: number, width: number): Spread[] {
  const together = courses.map((course) => means(course, width));
  return spreadOf(together, last / width - 1).map((each) => ({ ...each, at: (each.at + 0.5) * width }));
}

function means(course: Values, width: number): [number, number][] {
  return [...grouped(course, (at) => Math.floor(at / width))].map(([at, values]) => [
    at,
    values.reduce((sum, value) => sum + value, 0) / values.length,
  ]);
}

function spreadOf(courses: readonly Values[], last: number): Spread[] {
  const within = courses.flat().filter(([at]) => at <= last);
  return [...grouped(within, (at) => at)]
    .filter(([, values]) => values.length >= MEDIAN_NEEDS)
    .sort(([a], [b]) => a - b)
    .map(([at, values]) => {
      const sorted = values.sort((a, b) => a - b);
      const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
      return { at, low, middle: median(sorted) as number, high };
    });
}

function grouped(values: Values, key: (at: number) => number): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const [at, value] of values) found.set(key(at), [...(found.get(key(at)) ?? []), value]);
  return found;
}

/** The value below which a share of the ascending values lies, between two of them where it falls there. */
export function quantile(ascending: readonly number[], share: number): number {
  const place = (ascending.length - 1) * share;
  const below = Math.floor(place);
  const [low, high] = [ascending[below] as number, ascending[Math.ceil(place)] as number];
  return low + (high - low) * (place - below);
}

/** Half the width of a band that is one place wide, in pixels: without it nothing would be seen. */
const LONE = 3;

/** The band between two lines, broken where they are. Both have the same steps. */
export function band(lows: readonly Point[], highs: readonly Point[], step = 1): string {
  const upper = new Map(highs.map((point) => [point.step, point]));
  return runs(lows, step)
    .map((run) => {
      const there = run.map((point) => `${round(point.x)} ${round((upper.get(point.step) as Point).y)}`);
      const back = run.map((point) => `${round(point.x)} ${round(point.y)}`).reverse();
      if (run.length > 1) return `M${[...there, ...back].join("L")}Z`;
      const [only] = run as [Point];
      const top = round((upper.get(only.step) as Point).y);
      return `M${round(only.x - LONE)} ${top}h${2 * LONE}V${round(only.y)}h${-2 * LONE}Z`;
    })
    .join("");
}

const round = (value: number): number => Math.round(value * 10) / 10;
