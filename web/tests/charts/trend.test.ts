import { expect, test } from "vitest";
import {
  durabilitySentence,
  heldWords,
  leadSentence,
  overlaySentence,
} from "../../src/charts/interval-words.ts";
import { overlay } from "../../src/charts/overlay.ts";
import { dayNumber } from "../../src/charts/scale.ts";
import { trend } from "../../src/charts/trend.ts";
import { reading, sinceSession, span, trendSentence } from "../../src/charts/words.ts";
import { interval, recovery, series } from "./factories.ts";

const session = (date: string) => ({
  id: date,
  date,
  started_at: `${date}T15:00:00Z`,
  ended_at: `${date}T15:40:00Z`,
  route: "iv",
  dose_mg: 34,
  mg_per_kg: 0.5,
});
const effect = (started_at: string, ended_at: string | null, severity = 2) => ({
  id: started_at,
  effect: "headache",
  severity,
  interference: 0,
  started_at,
  ended_at,
  date: started_at.slice(0, 10),
  session_id: null,
});
const [first, last] = [dayNumber("2026-11-01"), dayNumber("2026-11-23")];

test("a day without an entry breaks both lines", () => {
  const data = recovery({ series: series("2026-11-01", [4, 5, null, 6, 7]) });
  expect(trend(data, first, last, 800).curves.mood.line.match(/M/g)).toHaveLength(2);
});

test("a day filled in later is hollow, the others are full", () => {
  const late = { ...series("2026-11-01", [4, 5]), late: [false, true] };
  const { mood } = trend(recovery({ series: late }), first, last, 800).curves;
  expect([mood.full.length, mood.hollow.length]).toEqual([1, 1]);
});

test("where marks would hide the line only lone days keep one", () => {
  const data = recovery({ from: "2026-08-01", series: series("2026-08-01", [4, 5, 6, null, 3, null, 5, 5]) });
  expect(trend(data, dayNumber("2026-08-01"), last, 360).curves.mood.full).toHaveLength(1);
});

test("two sessions a day apart keep their rules, and one number makes way", () => {
  const data = recovery({ sessions: [session("2026-11-02"), session("2026-11-03"), session("2026-11-20")] });
  expect(trend(data, first, last, 300).sessions.map(({ number }) => number)).toEqual([1, null, 3]);
});

test("a side effect that goes on reaches today, one of severity none is not drawn", () => {
  const data = recovery({
    side_effects: [effect("2026-11-20T12:00:00Z", null), effect("2026-11-20T12:00:00Z", null, 0)],
  });
  const [bar, ...more] = trend(data, first, last, 800).bars;
  expect(more).toEqual([]);
  expect((bar?.x ?? 0) + (bar?.width ?? 0)).toBeCloseTo(790, 6);
});

test("a journal that ended is drawn to its end, not to today", () => {
  const data = recovery({ from: "2025-01-01", series: series("2025-01-01", [4, 5, 6]) });
  expect(span(data, 28)).toEqual([dayNumber("2025-01-01"), dayNumber("2025-01-03")]);
});

test("a day is read aloud with its day since the session", () => {
  const data = recovery({
    series: series("2026-11-09", [null, null, null, 6]),
    sessions: [session("2026-11-08")],
  });
  const [column] = trend(data, first, last, 800).columns;
  if (!column) throw new Error("there is one day");
  expect(reading(column, sinceSession(data, column.at)?.days ?? null, false)).toBe(
    "Thursday, November 12, day 4: mood 6, function 7",
  );
  expect(sinceSession(data, dayNumber("2026-11-07"))).toBeNull();
});

test("an average needs four of seven days, or it is not said", () => {
  const few = recovery({ series: series("2026-11-21", [4, 5, 6]) });
  expect(trendSentence(few, first, last)).toBe(
    "3 of 23 days have an entry. Too few entries in the last 7 days for an average.",
  );
});

test("fewer than three intervals give no median, and the sentence says so", () => {
  const few = { n: 2, events: 2, median_days: null, low_days: null, high_days: null };
  const data = recovery({ durability: { mood: few, function: few } });
  expect(durabilitySentence(data, "mood")).toBe("Mood: 2 intervals with benefit. Too few for a median.");
  expect(leadSentence(data)).toContain("Too few for a median.");
});

test("mood first is not told as function first", () => {
  const lead = { n: 4, median_hours: -18.2, low_hours: -24, high_hours: -12 };
  expect(leadSentence(recovery({ lead }))).toBe(
    "Mood rose 18 h before function (median, 4 intervals). Middle half: 12 to 24 h.",
  );
});

test("benefit cut off by the next session is held, not lost", () => {
  const [{ mood: held }, { mood: lost }, { mood: never }] = [
    interval("2026-11-01", 9, { held_days: 8, censored: true }),
    interval("2026-11-01", 9, { loss_day: 6, held_days: 6, censored: false }),
    interval("2026-11-01", 9),
  ];
  expect([heldWords(held, false), heldWords(lost, false), heldWords(never, false)]).toEqual([
    "still held when it ended, day 8",
    "day 6",
    "–",
  ]);
});

test("this interval is set beside earlier ones only when three have that day", () => {
  const dates = ["2026-11-01", "2026-11-06", "2026-11-11", "2026-11-16"];
  const data = recovery({
    series: series("2026-11-01", [2, 6, 6, 5, 4, 2, 7, 6, 5, 4, 2, 5, 6, 5, 4, 2, 6]),
    intervals: dates.map((date) => interval(date, 5, { baseline: 2, loss_line: 3, censored: true })),
  });
  expect(overlaySentence(data, "mood")).toBe(
    "Today is day 7 after session 4. The last mood is 6, on day 1. On that day, 3 earlier intervals stood between 5 and 7.",
  );
  const drawn = overlay(data, "mood", 600);
  expect([drawn.earlier.length, drawn.lost, drawn.endIsToday]).toEqual([3, 3, false]);
});

test("five years are laid out as weeks", () => {
  const days = Array.from({ length: 1826 }, (_, day) => (day % 9 === 0 ? null : day % 11));
  const data = recovery({ from: "2021-11-24", series: series("2021-11-24", days) });
  const [from, to] = span(data, null);
  const drawn = trend(data, from, to, 412);
  expect(drawn.week).toBe(true);
  expect(drawn.columns.length).toBeLessThan(265);
});
