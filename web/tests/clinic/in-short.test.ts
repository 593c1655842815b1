import { expect, test } from "vitest";
import {
  changeWords,
  sessionWords,
  stateWords,
  unresolvedWords,
} from "../../src/views/clinic/in-short-words.ts";
import { interval, recovery, series } from "../charts/factories.ts";

const session = {
  id: "session-2026-11-05",
  date: "2026-11-05",
  started_at: "2026-11-05T15:00:00Z",
  ended_at: "2026-11-05T15:40:00Z",
  route: "iv",
  dose_mg: 34,
  mg_per_kg: 0.5,
};
const score = {
  entry_id: "e",
  questionnaire: "phq-9",
  version: "1",
  date: "2026-11-20",
  total: 8,
  band: "mild",
  change: -10,
  response: "response",
};

test("how they are is the last rated day and the last scores", () => {
  const alice = recovery({ series: series("2026-11-21", [6, 5]), scores: [{ ...score, total: 17 }, score] });
  expect(stateWords({ recovery: alice, to: "2026-11-23" })).toBe(
    "Mood 5, function 6 (yesterday); PHQ-9 8, mild (Nov 20).",
  );
  expect(stateWords({ recovery: recovery(), to: "2026-11-23" })).toBe("Nothing is rated yet.");
});

test("two weeks are compared only when each has four days", () => {
  const full = [...Array(7).fill(4), ...Array(7).fill(6)];
  expect(changeWords(recovery({ series: series("2026-11-10", full) }))).toBe(
    "Averages of the last 7 days against the 7 before: mood 4 to 6, function 5 to 7.",
  );
  expect(
    changeWords(recovery({ series: series("2026-11-10", [4, 4, 4, ...Array(7).fill(null), 6, 6, 6, 6]) })),
  ).toBe("Too few entries in the last two weeks to compare them.");
});

test("a journal that ended long ago is said to have ended, not to be unchanged", () => {
  expect(changeWords(recovery({ from: "2026-01-01", series: series("2026-01-01", [4, 5, 6, 6]) }))).toBe(
    "The last entry is from Jan 4, 2026.",
  );
});

test("what the last session did says what was found and what was not", () => {
  const lifted = {
    baseline: 3,
    onset_hours: 32.6,
    peak: 7.5,
    peak_day: 4,
    loss_day: null,
    held_days: 17,
    censored: true,
  };
  const alice = recovery({ sessions: [session], intervals: [interval("2026-11-05", 18, lifted)] });
  expect(sessionWords(alice)).toBe(
    "Session 1, Nov 5, 2026, 34 mg IV, day 18; Mood rose after 33 h, best 7.5 on day 4, still held on day 17; Function: no baseline.",
  );
  const flat = recovery({ sessions: [session], intervals: [interval("2026-11-05", 18, { baseline: 3 })] });
  expect(sessionWords(flat)).toContain("Mood: no lasting rise so far");
  expect(sessionWords(recovery())).toBe("No session is recorded yet.");
});

test("a side effect of severity none is nothing unresolved", () => {
  const episode = {
    id: "1",
    effect: "headache",
    severity: 0,
    interference: 0,
    started_at: "2026-11-05T16:00:00Z",
    ended_at: null,
    date: "2026-11-05",
    session_id: null,
  };
  const nothing = { due: [], answered: [] };
  expect(
    unresolvedWords({ recovery: recovery({ side_effects: [episode] }), questionnaires: nothing }, []),
  ).toBe("Nothing is open.");
  expect(
    unresolvedWords(
      { recovery: recovery({ side_effects: [{ ...episode, severity: 2 }] }), questionnaires: nothing },
      [],
    ),
  ).toBe("Going on: headache.");
});
