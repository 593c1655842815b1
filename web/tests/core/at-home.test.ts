import { expect, test } from "vitest";
import { medicineWords, pressureWords } from "../../src/core/at-home.ts";
import { isHigh, latestOf, measured } from "../../src/core/measured.ts";

test.each([
  ["systolic", "128", 128],
  ["systolic", " 40 ", 40],
  ["systolic", "39", Number.NaN],
  ["systolic", "301", Number.NaN],
  ["diastolic", "20", 20],
  ["diastolic", "201", Number.NaN],
  ["heart_rate", "", null],
  ["heart_rate", "19", Number.NaN],
  ["systolic", "12.8", Number.NaN],
  ["systolic", "high", Number.NaN],
] as const)("%s typed as “%s” is %s", (name, typed, expected) => {
  expect(measured(name, typed)).toEqual(expected);
});

test("180/120 is high by either number", () => {
  expect([isHigh({ systolic: 180, diastolic: 80 }), isHigh({ systolic: 130, diastolic: 120 })]).toEqual([
    true,
    true,
  ]);
  expect(isHigh({ systolic: 179, diastolic: 119 })).toBe(false);
});

test("of each medicine the last word stands, those taken first", () => {
  const said = [
    { name: "Sertraline", status: "taking" },
    { name: "Zolpidem", status: "taking" },
    { name: " sertraline", status: "stopped" },
    { name: "Lithium", status: "taking" },
  ];
  expect(latestOf(said).map(({ name, status }) => `${name.trim()} ${status}`)).toEqual([
    "Lithium taking",
    "Zolpidem taking",
    "sertraline stopped",
  ]);
});

test("they are said alike in every language", () => {
  expect(pressureWords({ systolic: 131, diastolic: 84, heart_rate: 71 })).toBe("131/84 mmHg, 71/min");
  expect(pressureWords({ systolic: 131, diastolic: 84 })).toBe("131/84 mmHg");
  expect(medicineWords({ name: "Sertraline", dose_text: "50 mg" })).toBe("Sertraline 50 mg");
  expect(medicineWords({ name: "Sertraline" })).toBe("Sertraline");
});
