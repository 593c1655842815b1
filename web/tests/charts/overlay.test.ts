import { expect, test } from "vitest";
import { hourCourses } from "../../src/charts/hours.ts";
import { overlay } from "../../src/charts/overlay.ts";
import type { HourMark, Recovery } from "../../src/core/recovery.ts";
import { interval, recovery, series } from "./factories.ts";

const hour = (session_id: string, at_hours: number, mood: number | null): HourMark => ({
  session_id,
  at_hours,
  mood,
  function: 5,
  late: false,
});

/** Four intervals; the last began two days before the last day there is. */
const DATES = ["2026-10-01", "2026-10-15", "2026-11-01", "2026-11-21"] as const;
const data: Recovery = recovery({
  from: "2026-10-01",
  to: "2026-11-23",
  series: series(
    "2026-10-01",
    Array.from({ length: 54 }, (_, day) => (day === 53 ? 6 : day % 5)),
  ),
  intervals: DATES.map((date, index) =>
    interval(date, index === 3 ? 3 : 14, { baseline: 3, loss_line: 4, censored: index === 3 }),
  ),
  hours: [
    hour("session-2026-10-01", 4, 5),
    hour("session-2026-11-21", 2, 4),
    hour("session-2026-11-21", 14, null),
    hour("session-2026-11-21", 20, 7),
    hour("session-2026-11-21", 40, 8),
  ],
});

test("this interval ends today, the earlier ones stand beside it, and a band where three have a value", () => {
  const drawn = overlay(data, "mood", 600);
  expect([drawn.today, drawn.endIsToday, drawn.current?.number]).toEqual([2, true, 4]);
  expect(drawn.earlier.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(drawn.median?.band).toContain("Z");
  expect(drawn.lost).toBe(4);
});

test("the hours are those of each interval's own session, and no answer is no mark", () => {
  expect(hourCourses(data, "mood").map(({ values }) => values.length)).toEqual([1, 0, 0, 3]);
  expect(hourCourses(data, "function").at(-1)?.values).toHaveLength(4);
  expect(hourCourses(recovery({ intervals: data.intervals }), "mood").at(0)?.values).toEqual([]);
});

test("a line crosses a night and no missed day, and hours have no today", () => {
  const drawn = overlay(data, "mood", 600, "hours");
  expect(drawn.current?.line.match(/M/g)).toBeNull(); // 2 h, 20 h and 40 h are all more than a night apart
  const nearer = { ...data, hours: [hour("session-2026-11-21", 8, 4), hour("session-2026-11-21", 24, 7)] };
  expect(overlay(nearer, "mood", 600, "hours").current?.line.match(/M/g)).toHaveLength(1);
  expect([drawn.endIsToday, drawn.ticks.at(-1), drawn.beyond]).toEqual([false, 48, null]);
});

test("a patient without a session has nothing to lay over anything", () => {
  const drawn = overlay(recovery(), "mood", 600);
  expect([drawn.current, drawn.end, drawn.median, drawn.lost]).toEqual([null, null, null, null]);
});
