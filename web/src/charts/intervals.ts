/** Every interval between sessions laid on one clock: days since the session. Pure. */

import type { Interval, Rating, Recovery } from "../core/recovery.ts";
import { dayNumbers } from "./axis.ts";
import { dayNumber, median } from "./scale.ts";

export const OVERLAY_DAYS = 28;

/** Below this many values a median says more than is known. */
export const MEDIAN_NEEDS = 3;

export interface Course {
  readonly interval: Interval;
  /** 1 for the first session ever recorded. */
  readonly number: number;
  /** Day since session to rating, ascending; days without an answer are absent. */
  readonly values: ReadonlyArray<readonly [day: number, value: number]>;
}

/** The courses of all intervals, first to last. A day belongs to the last session that began by it. */
export function courses(data: Recovery, rating: Rating): Course[] {
  const { series, intervals } = data;
  const days = dayNumbers(series);
  return intervals.map((interval, index) => {
    const start = dayNumber(interval.date);
    const next = intervals[index + 1];
    const end = next ? dayNumber(next.date) : Number.POSITIVE_INFINITY;
    const values: [number, number][] = [];
    days.forEach((day, place) => {
      const value = series[rating][place];
      if (day >= start && day < end && value !== null && value !== undefined)
        values.push([day - start, value]);
    });
    return { interval, number: index + 1, values };
  });
}

/** Per day since session, the median of the courses that have a value there, where at least three do. */
export function medianCourse(earlier: readonly Course[]): [number, number][] {
  const byDay = new Map<number, number[]>();
  for (const { values } of earlier) {
    for (const [day, value] of values) {
      if (day <= OVERLAY_DAYS) byDay.set(day, [...(byDay.get(day) ?? []), value]);
    }
  }
  return [...byDay]
    .filter(([, values]) => values.length >= MEDIAN_NEEDS)
    .sort(([a], [b]) => a - b)
    .map(([day, values]) => [day, median(values) as number]);
}

/** Where benefit counts as lost, by the clinic's rules. Null where there was no benefit to lose. */
export function threshold(interval: Interval, rating: Rating): number | null {
  const { loss_line: line = null, censored } = interval[rating];
  return line === null || censored === null ? null : Math.min(10, line);
}
