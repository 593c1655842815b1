import { expect, test } from "vitest";
import { clamp, dayNumber, isoDay, linear, median, nearest, wallPlace } from "../../src/charts/scale.ts";

test("a linear scale hits both ends and the middle", () => {
  const x = linear([0, 10], [100, 0]);
  expect([x(0), x(5), x(10)]).toEqual([100, 50, 0]);
});

test("an empty domain lands in the middle instead of at infinity", () => {
  expect(linear([3, 3], [0, 100])(3)).toBe(50);
});

test("a month's gap is a month wide, also across the change to summer time", () => {
  expect(dayNumber("2026-04-01") - dayNumber("2026-03-01")).toBe(31);
  expect(isoDay(dayNumber("2024-02-29") + 1)).toBe("2024-03-01");
});

test("an instant stands where the clock on the wall says", () => {
  expect(wallPlace("2026-07-01T16:00:00Z", "America/New_York")).toBe(dayNumber("2026-07-01") + 0.5);
  expect(wallPlace("2026-07-02T02:00:00Z", "America/New_York")).toBeCloseTo(
    dayNumber("2026-07-01") + 22 / 24,
    9,
  );
});

test("nearest finds the closest of ascending values, the earlier one when two are as close", () => {
  expect(nearest([], 4)).toBe(-1);
  expect([
    nearest([2, 4, 9], -5),
    nearest([2, 4, 9], 3),
    nearest([2, 4, 9], 7),
    nearest([2, 4, 9], 99),
  ]).toEqual([0, 0, 2, 2]);
});

test("the median of nothing is null, never 0", () => {
  expect(median([])).toBeNull();
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test("clamp keeps within both ends", () => {
  expect([clamp(-1, 0, 2), clamp(1, 0, 2), clamp(3, 0, 2)]).toEqual([0, 1, 2]);
});
