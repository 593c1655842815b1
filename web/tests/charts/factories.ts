import { dayNumber, isoDay } from "../../src/charts/scale.ts";
import type { Interval, Maybe, Measure, Recovery, Series } from "../../src/core/recovery.ts";

/** A series of consecutive days from `start`; a null is a day without an entry. Function is mood + 1. */
export function series(start: string, mood: readonly Maybe[]): Series {
  const days = mood.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  const nothing = days.map(() => null);
  return {
    date: days.map(({ index }) => isoDay(dayNumber(start) + index)),
    n: days.map(() => 1),
    mood: days.map(({ value }) => value),
    function: days.map(({ value }) => Math.min(10, value + 1)),
    sleep_hours: nothing,
    energy: nothing,
    anxiety: nothing,
    pain: nothing,
    late: days.map(() => false),
  };
}

const UNKNOWN: Measure = {
  baseline: null,
  onset_hours: null,
  peak: null,
  peak_day: null,
  loss_day: null,
  held_days: null,
  censored: null,
};

export function interval(date: string, days: number, mood: Partial<Measure> = {}): Interval {
  return {
    session_id: `session-${date}`,
    date,
    days,
    adherence: 1,
    mood: { ...UNKNOWN, ...mood },
    function: UNKNOWN,
    lead_hours: null,
  };
}

const NOTHING_YET = { n: 0, events: 0, median_days: null, low_days: null, high_days: null };

export function recovery(parts: Partial<Recovery> = {}): Recovery {
  return {
    patient_id: "018f0000-0000-7000-8000-00000000a11c",
    zone: "America/New_York",
    from: "2026-11-01",
    to: "2026-11-23",
    series: series("2026-11-01", []),
    sessions: [],
    intervals: [],
    durability: { mood: NOTHING_YET, function: NOTHING_YET },
    lead: { n: 0, median_hours: null, low_hours: null, high_hours: null },
    scores: [],
    side_effects: [],
    events: [],
    instruments: [],
    ...parts,
  };
}
