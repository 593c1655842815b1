import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { doubts, type Facts } from "../../src/core/session-doubts.ts";

const START = Date.parse("2026-11-05T10:30:00Z");
const facts = (changed: Partial<Facts> = {}): Facts => ({
  drug: "ketamine",
  route: "iv",
  doseMg: 34,
  weightKg: 68,
  lastWeightKg: 68,
  startedAt: START,
  endedAt: START + 40 * 60_000,
  now: START + 3_600_000,
  vitals: [{ systolic: 128, diastolic: 82, heart_rate: 76, spo2: 98 }],
  ...changed,
});

const rows = readFileSync(new URL("session_doubts.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","));

test.each(rows)("%s %s %s mg at %s kg: asks about %s (%s)", (drug, route, dose, weight, asked) => {
  const weightKg = weight ? Number(weight) : null;
  const found = doubts(
    facts({
      drug: drug as string,
      route: route as string,
      doseMg: Number(dose),
      weightKg,
      lastWeightKg: null,
    }),
  );
  expect(found.map(({ about }) => about)).toEqual(asked ? [asked] : []);
});

test("a weight that has changed by more than 15% since last time is asked about", () => {
  expect(doubts(facts({ weightKg: 78 }))).toEqual([]);
  expect(doubts(facts({ weightKg: 79 }))).toEqual([{ about: "weightChange", value: 79, last: 68 }]);
});

test("a session of more than three hours, or of a month ago, is asked about", () => {
  expect(doubts(facts({ endedAt: START + 3 * 3_600_000 }))).toEqual([]);
  expect(doubts(facts({ endedAt: START + 181 * 60_000 }))).toEqual([{ about: "duration", minutes: 181 }]);
  expect(doubts(facts({ now: START + 31 * 86_400_000 }))).toEqual([{ about: "ago", days: 31 }]);
});

test("an unusual reading is asked about by its row, and what was not measured is not", () => {
  expect(
    doubts(facts({ vitals: [{}, { systolic: 201, spo2: 88 }, { spo2: 87, heart_rate: null }] })),
  ).toEqual([
    { about: "systolic", value: 201, row: 1 },
    { about: "spo2", value: 87, row: 2 },
  ]);
});
