import { expect, test } from "vitest";
import { courses, medianCourse, threshold } from "../../src/charts/intervals.ts";
import { lanes } from "../../src/charts/lanes.ts";
import { interval, recovery, series } from "./factories.ts";

const alice = recovery({
  series: series("2026-11-01", [2, 6, null, 5, 3, 7, 6, 2, 8, 7]),
  intervals: [
    interval("2026-11-01", 4, { baseline: 2, loss_line: 3.5, censored: false }),
    interval("2026-11-05", 3, { baseline: 4, loss_line: 5.5 }),
    interval("2026-11-08", 3),
  ],
});

test("a session's day belongs to the interval it opens, and gaps stay gaps", () => {
  expect(courses(alice, "mood").map(({ values }) => values)).toEqual([
    [
      [0, 2],
      [1, 6],
      [3, 5],
    ],
    [
      [0, 3],
      [1, 7],
      [2, 6],
    ],
    [
      [0, 2],
      [1, 8],
      [2, 7],
    ],
  ]);
});

test("a median is drawn only where three intervals have a value", () => {
  expect(medianCourse(courses(alice, "mood"))).toEqual([
    [0, 2],
    [1, 7],
  ]);
  expect(medianCourse(courses(alice, "mood").slice(0, 2))).toEqual([]);
});

test("the line of loss is where the clinic's rules have it, and absent where nothing was gained", () => {
  const [first, second] = alice.intervals;
  expect(first && threshold(first, "mood")).toBe(3.5);
  expect(second && threshold(second, "mood")).toBeNull();
});

test("bars that overlap lie in different lanes, and a lane is used again when it is free", () => {
  expect(
    lanes([
      { from: 0, to: 5 },
      { from: 1, to: 2 },
      { from: 3, to: 4 },
      { from: 6, to: 7 },
    ]),
  ).toEqual([0, 1, 1, 0]);
});
