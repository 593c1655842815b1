/** Where the time axis is marked, and how finely it is binned. Pure. */

import type { Maybe, Series } from "../core/recovery.ts";
import { dayNumber, isoDay } from "./scale.ts";

export interface Tick {
  /** Day number. */
  readonly at: number;
  /** What its label must name: a day and month, a month, or a year. */
  readonly names: "day" | "month" | "year";
}

const MONTH = 30.44;
const LABEL = 64;

/** Marks at least a label's width apart, on Mondays, firsts of months or firsts of years. */
export function timeTicks(from: number, to: number, width: number): Tick[] {
  const fits = Math.max(1, Math.floor(width / LABEL));
  const days = Math.max(1, to - from);
  const weeks = [1, 2, 4].find((step) => days / (7 * step) <= fits);
  if (days <= 120 && weeks !== undefined) return mondays(from, to, weeks);
  const months = [1, 2, 3, 6].find((step) => days / (MONTH * step) <= fits);
  if (months !== undefined) return firsts(from, to, months);
  const years = [1, 2, 5, 10].find((step) => days / (365.25 * step) <= fits) ?? 25;
  return firsts(from, to, 12 * years);
}

function mondays(from: number, to: number, weeks: number): Tick[] {
  const out: Tick[] = [];
  // Day 4 was Monday 5 January 1970.
  for (let at = from + ((((4 - from) % 7) + 7) % 7); at <= to; at += 7 * weeks)
    out.push({ at, names: "day" });
  return out;
}

function firsts(from: number, to: number, months: number): Tick[] {
  const out: Tick[] = [];
  const start = isoDay(from);
  const whole = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1;
  for (let month = Math.ceil(whole / months) * months; ; month += months) {
    const year = Math.floor(month / 12);
    const at = dayNumber(`${year}-${String((month % 12) + 1).padStart(2, "0")}-01`);
    if (at > to) return out;
    if (at >= from) out.push({ at, names: month % 12 === 0 ? "year" : "month" });
  }
}

/** Beyond about a year a day is under a pixel: weekly means then. */
export const WEEKLY_BEYOND = 400;

/** A week's mean says something from four days on (clinical rule). */
export const WEEK_NEEDS = 4;

export interface Column {
  /** Day number of the day, or of the week's Monday. */
  readonly at: number;
  readonly mood: Maybe;
  readonly function: Maybe;
  readonly late: boolean;
  /** Days behind the value. */
  readonly days: number;
}

const numbered = new WeakMap<Series, readonly number[]>();

/** The series' days as numbers, worked out once: five years are read many times over. */
export function dayNumbers(series: Series): readonly number[] {
  let days = numbered.get(series);
  if (!days) {
    days = series.date.map(dayNumber);
    numbered.set(series, days);
  }
  return days;
}

/** The series between two day numbers, one column a day. */
export function daily(series: Series, from: number, to: number): Column[] {
  const out: Column[] = [];
  dayNumbers(series).forEach((at, index) => {
    if (at < from || at > to) return;
    const [mood, doing] = [series.mood[index] ?? null, series.function[index] ?? null];
    out.push({ at, mood, function: doing, late: series.late[index] ?? false, days: 1 });
  });
  return out;
}

/** Monday-to-Sunday means of daily columns; null where fewer than four days answered. */
export function weekly(days: readonly Column[]): Column[] {
  const weeks = new Map<number, Column[]>();
  for (const day of days) {
    const monday = day.at - ((((day.at - 4) % 7) + 7) % 7);
    const week = weeks.get(monday);
    if (week) week.push(day);
    else weeks.set(monday, [day]);
  }
  return [...weeks].map(([at, week]) => ({
    at,
    mood: weekMean(week.map((day) => day.mood)),
    function: weekMean(week.map((day) => day.function)),
    late: false,
    days: week.length,
  }));
}

/** The mean of what was answered, or null where fewer than four days were. */
export function weekMean(values: readonly Maybe[]): Maybe {
  const known = values.filter((value): value is number => value !== null);
  return known.length < WEEK_NEEDS ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The level's first whole numbers a rating axis is marked with. */
export const RATING_TICKS = [0, 5, 10] as const;
