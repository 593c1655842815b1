import { expect, test } from "vitest";
import { daily, timeTicks, weekly } from "../../src/charts/axis.ts";
import { dayNumber, isoDay } from "../../src/charts/scale.ts";
import { series } from "./factories.ts";

const span = (from: string, to: string, width: number) =>
  timeTicks(dayNumber(from), dayNumber(to), width).map(({ at, names }) => `${isoDay(at)} ${names}`);

test("four weeks on a phone are marked on Mondays", () => {
  expect(span("2026-11-01", "2026-11-28", 330)).toEqual([
    "2026-11-02 day",
    "2026-11-09 day",
    "2026-11-16 day",
    "2026-11-23 day",
  ]);
});

test("a year is marked on the first of months, January by its year", () => {
  expect(span("2025-10-10", "2026-10-09", 330)).toEqual([
    "2026-01-01 year",
    "2026-04-01 month",
    "2026-07-01 month",
    "2026-10-01 month",
  ]);
});

test("five years are marked by years, and labels never crowd", () => {
  expect(span("2021-11-23", "2026-11-23", 330)).toEqual([
    "2022-01-01 year",
    "2023-01-01 year",
    "2024-01-01 year",
    "2025-01-01 year",
    "2026-01-01 year",
  ]);
  for (const days of [1, 5, 30, 100, 200, 500, 4000]) {
    const ticks = timeTicks(20_000, 20_000 + days, 330);
    expect(ticks.length).toBeLessThanOrEqual(6);
  }
});

test("a week of three days has no mean, a week of four has one", () => {
  const monday = dayNumber("2026-11-02");
  const days = daily(
    series("2026-11-02", [4, 6, 5, null, null, null, null, 4, 6, 5, 5]),
    monday,
    monday + 30,
  );
  expect(weekly(days).map(({ at, mood, days: n }) => [at - monday, mood, n])).toEqual([
    [0, null, 3],
    [7, 5, 4],
  ]);
});

test("days outside the range are left out, the ends are kept", () => {
  const monday = dayNumber("2026-11-02");
  expect(daily(series("2026-11-01", [1, 2, 3, 4]), monday, monday + 1).map(({ mood }) => mood)).toEqual([
    2, 3,
  ]);
});
