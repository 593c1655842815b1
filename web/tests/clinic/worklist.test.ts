import { expect, test } from "vitest";
import type { Reason, WorkRow } from "../../src/core/clinic.ts";
import { changedRows } from "../../src/state/clinic.ts";
import { fitting } from "../../src/views/clinic/fitting.ts";
import { ageOn, dayWords, elapsed, reasonWords } from "../../src/views/clinic/words.ts";

const NOW = Date.parse("2026-11-23T15:00:00Z");
const alert: Reason = {
  kind: "alert",
  since: "2026-11-23T14:34:00Z",
  facts: { rule: "item-9-high", tier: "page", subject: "item_9", value: 2, owned: false },
};
const fading: Reason = {
  kind: "fading",
  since: "2026-11-20",
  facts: { day: 18, shortest: 18, longest: 25, n: 5 },
};
const due: Reason = { kind: "due", since: "2026-11-20", facts: { questionnaire: "phq-9", days: 3 } };

const row = (name: string, ...reasons: Reason[]): WorkRow => ({
  id: name,
  name,
  reasons,
  mood: 6,
  function: 7,
  last_date: "2026-11-22",
  days_since_session: 18,
  phq9: null,
  sparkline: null,
});
const list = (...patients: WorkRow[]) => ({ patients, counts: { alert: 0, fading: 0, silent: 0, due: 0 } });
const [alice, bob] = [row("Alice Núñez", fading, due), row("Bob", alert)];

test("each reason is said in words, with its figures and no others", () => {
  expect(reasonWords(alert, NOW)).toBe("PHQ-9 item 9 answered 2, nobody has it, 26 min");
  expect(
    reasonWords({ ...alert, facts: { ...alert.facts, subject: "safe", value: 0, owned: true } }, NOW),
  ).toBe("Says: I am not safe, taken, raised 26 min ago");
  expect(reasonWords(fading, NOW)).toBe("Both lines go down. Benefit held 18-25 days before (n=5).");
  expect(reasonWords({ kind: "silent", since: "2026-11-20", facts: { days: 1, day: 5 } }, NOW)).toBe(
    "No entry for 1 day.",
  );
  expect(reasonWords(due, NOW)).toBe("PHQ-9 due since Nov 20.");
});

test("a filter shows everybody with such a reason, not only those it stands first for", () => {
  expect(fitting([alice, bob], "due", "").map(({ name }) => name)).toEqual(["Alice Núñez"]);
});

test("a name is found by the start of its words, whatever accents and capitals were typed", () => {
  expect(fitting([alice, bob], null, "nunez ALI")).toEqual([alice]);
  expect(fitting([alice, bob], null, "carol")).toEqual([]);
});

test("news counts the rows that are new or different, and none while nothing is shown", () => {
  expect(changedRows(list(alice), list({ ...alice, mood: 3 }, bob))).toBe(2);
  expect(changedRows(list(alice, bob), list(bob, alice))).toBe(0);
  expect(changedRows(null, list(alice))).toBe(0);
});

test("time is told in one unit", () => {
  const minute = 60_000;
  expect([0, 59, 60, 47 * 60, 48 * 60].map((n) => elapsed(n * minute))).toEqual([
    "0 min",
    "59 min",
    "1 h",
    "47 h",
    "2 days",
  ]);
});

test("a day far back carries its year", () => {
  expect(
    ["2026-11-22", "2026-11-21", "2026-11-12", "2013-04-08"].map((day) => dayWords(day, "2026-11-22")),
  ).toEqual(["today", "yesterday", "Nov 12", "Apr 8, 2013"]);
});

test("nobody is a year older before their birthday", () => {
  expect([ageOn("1986-11-23", "2026-11-22"), ageOn("1986-11-23", "2026-11-23")]).toEqual([39, 40]);
});
