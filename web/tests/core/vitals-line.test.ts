import { expect, test } from "vitest";
import { lineOf, parseReading } from "../../src/core/vitals-line.ts";

const reading = (at: string, systolic = "", diastolic = "", heart_rate = "", spo2 = "") => ({
  at,
  systolic,
  diastolic,
  heart_rate,
  spo2,
});

test.each([
  ["1405 128/82 76 98", reading("14:05", "128", "82", "76", "98")],
  ["14:05 128/82 76 98%", reading("14:05", "128", "82", "76", "98")],
  ["905 128/82", reading("09:05", "128", "82")],
  ["9.05 76", reading("09:05", "", "", "76")],
  ["  1405   76  98 ", reading("14:05", "", "", "76", "98")],
  ["1405 - 98", reading("14:05", "", "", "", "98")],
  ["1405 98%", reading("14:05", "", "", "", "98")],
  ["1405 98% 76", reading("14:05", "", "", "76", "98")],
  ["1405 76 128/82 98", reading("14:05", "128", "82", "76", "98")],
])("%s is read as it is meant", (typed, expected) => {
  expect(parseReading(typed)).toEqual(expected);
});

test.each([
  [""],
  ["1405"],
  ["1405 -"],
  ["2460 120/80"],
  ["2505 120/80"],
  ["128/82 1405"],
  ["1405 128/82 130/80"],
  ["1405 76 98 12"],
  ["1405 98% 76 99"],
  ["1405 128/"],
  ["1405 high"],
  ["1405 7"],
])("“%s” is no reading", (typed) => {
  expect(parseReading(typed)).toBeNull();
});

test("a reading that is taken back can be typed over, and is the same again", () => {
  for (const line of ["1405 128/82 76 98", "0905 128/82", "1405 - 98", "1405 76"]) {
    const parsed = parseReading(line);
    expect(parsed && lineOf(parsed)).toBe(line);
  }
});
