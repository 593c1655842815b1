/** Numbers to places on the drawing. Pure: no DOM, no clock. */

import { offsetMinutes } from "../core/dates.ts";

const DAY_MS = 86_400_000;

export type Scale = (value: number) => number;

/** A straight line through (from0, to0) and (from1, to1). An empty domain lands in the middle. */
export function linear(from: readonly [number, number], to: readonly [number, number]): Scale {
  const [from0, from1] = from;
  const [to0, to1] = to;
  const span = from1 - from0;
  return span === 0 ? () => (to0 + to1) / 2 : (value) => to0 + ((value - from0) / span) * (to1 - to0);
}

/** The day's number counted from 1 January 1970, so that a month's gap is a month wide. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** The inverse of `dayNumber`. */
export function isoDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The place of an instant on the day axis, by the clock on the wall of `zone`: noon of a day is its number
 * plus a half.
 */
export function wallPlace(instant: string, zone: string): number {
  const at = Date.parse(instant);
  return (at + offsetMinutes(at, zone) * 60_000) / DAY_MS;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** The index of the value nearest to `target` in an ascending list, or -1 in an empty one. */
export function nearest(ascending: readonly number[], target: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < target) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && target - (ascending[low - 1] as number) <= (ascending[low] as number) - target)
    return low - 1;
  return high < 0 ? -1 : low;
}

/** The middle value, or the mean of the two middle ones; null of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}
