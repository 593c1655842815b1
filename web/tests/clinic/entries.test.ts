import { expect, test } from "vitest";
import type { Revision } from "../../src/core/entries.ts";
import { byDay, entryWords, noteOf } from "../../src/views/clinic/entry-words.ts";

const base = {
  id: "1",
  occurred_at: "2026-11-22T21:02:00-05:00",
  zone: "America/New_York",
  number: 1,
  local_date: "2026-11-22",
  received_at: "2026-11-23T02:02:01Z",
  late: false,
  source: "patient",
};
const checkIn = (changed: object = {}): Revision =>
  ({ ...base, kind: "check_in", mood: 6, function: null, ...changed }) as Revision;

test("a check-in says what was answered and nothing of what was not", () => {
  expect(entryWords(checkIn({ sleep_hours: 6.5, pain: null }), [])).toBe("Mood 6, sleep 6.5 h");
  expect(entryWords(checkIn({ mood: null, too_hard: true }), [])).toBe("Too hard today");
  expect(entryWords(checkIn({ mood: null, extra: { safe: false } }), [])).toBe("I am not safe");
});

test("a questionnaire shows its score where it has one", () => {
  const entry = {
    ...base,
    kind: "questionnaire_response",
    questionnaire: "phq-9",
    version: "1",
    answers: {},
  } as Revision;
  const score = {
    entry_id: "1",
    questionnaire: "phq-9",
    version: "1",
    date: "2026-11-22",
    total: 8,
    band: "mild",
    change: null,
    response: null,
  };
  expect([entryWords(entry, []), entryWords(entry, [score])]).toEqual(["PHQ-9", "PHQ-9: 8, mild"]);
});

test("a corrected entry is shown once, as it stands now", () => {
  const first = checkIn({ id: "1", replaced_by: "2" });
  const second = checkIn({ id: "2", replaces: "1", mood: 4 });
  expect(byDay([first, second]).map(([, entries]) => entries.map(({ id }) => id))).toEqual([["2"]]);
});

test("days and their entries come newest first, by the day the patient lived", () => {
  const night = checkIn({ id: "3", occurred_at: "2026-11-23T01:00:00-05:00" });
  const next = checkIn({ id: "4", occurred_at: "2026-11-23T09:00:00-05:00", local_date: "2026-11-23" });
  expect(byDay([checkIn(), next, night]).map(([day, entries]) => [day, entries.map(({ id }) => id)])).toEqual(
    [
      ["2026-11-23", ["4"]],
      ["2026-11-22", ["3", "1"]],
    ],
  );
});

test("no note is no quotation", () => {
  expect([noteOf(checkIn()), noteOf(checkIn({ note: { text: "Slept badly.", private: false } }))]).toEqual([
    null,
    "Slept badly.",
  ]);
});
