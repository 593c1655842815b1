import { expect, test } from "vitest";
import { band, quantile, spread, spreadWithin } from "../../src/charts/spread.ts";

test("the band is where three or more intervals have a value, and nowhere else", () => {
  const courses = [
    [
      [0, 2],
      [1, 4],
      [3, 9],
    ],
    [
      [0, 4],
      [1, 5],
    ],
    [
      [0, 8],
      [3, 1],
    ],
  ] as const;
  expect(spread(courses, 28)).toEqual([{ at: 0, low: 3, middle: 4, high: 6 }]);
});

test("what lies beyond the axis is left out", () => {
  const beyond = [[[29, 5]], [[29, 5]], [[29, 5]]] as const;
  expect(spread(beyond, 28)).toEqual([]);
});

test("hours are taken together, an interval with its mean, so that one who writes often counts once", () => {
  const courses = [
    [
      [1, 2],
      [4, 4],
    ],
    [[5, 6]],
    [[2, 9]],
    [[13, 1]],
  ] as const;
  expect(spreadWithin(courses, 48, 6)).toEqual([{ at: 3, low: 4.5, middle: 6, high: 7.5 }]);
});

test("a quartile falls between two values in proportion", () => {
  expect([0, 0.25, 0.5, 1].map((share) => quantile([1, 2, 3, 6], share))).toEqual([1, 1.75, 2.5, 6]);
});

test("a band breaks where a day is missing, and a lone day is still seen", () => {
  const at = (step: number, y: number) => ({ step, x: step * 10, y });
  const path = band([at(0, 9), at(1, 9), at(5, 8)], [at(0, 2), at(1, 3), at(5, 4)]);
  expect(path).toBe("M0 2L10 3L10 9L0 9ZM47 4h6V8h-6Z");
});
