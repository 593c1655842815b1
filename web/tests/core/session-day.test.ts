import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { SideEffect } from "../../src/core/entries.ts";
import {
  isSame,
  isSpared,
  type KnownSession,
  latest,
  type Step,
  standing,
} from "../../src/core/session-day.ts";
import {
  type Known,
  MOST_EFFECTS,
  nameOf,
  questions,
  reportOf,
  USUAL,
} from "../../src/core/session-questions.ts";
import { effects } from "../../src/i18n/catalogue/effects.ts";
import { sessionDay } from "../../src/i18n/catalogue/session-day.ts";

interface Row {
  sessions: string;
  now: string;
  zone: string;
  done: string;
  step: string;
  asks: string;
  until: string;
  why: string;
}

const [head = "", ...lines] = readFileSync(new URL("session_day.csv", import.meta.url), "utf8")
  .trim()
  .split("\n");
const columns = head.split(",");
const table = lines.map((line) => {
  const cells = line.split(",");
  return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""])) as unknown as Row;
});

function sessionsOf(text: string): KnownSession[] {
  return text
    .split("+")
    .filter(Boolean)
    .map((span) => {
      const [started_at = "", ended_at = ""] = span.split("/");
      return { id: started_at, started_at, ended_at: ended_at || null };
    });
}

test("the table is whole", () => {
  expect(table.length).toBeGreaterThan(35);
  for (const line of lines) expect(line.split(","), line).toHaveLength(columns.length);
});

test.each(table)("$why ($now)", ({ sessions, now, zone, done, step, asks, until }) => {
  const at = Date.parse(now);
  const found = standing(
    latest(sessionsOf(sessions), at),
    at,
    zone,
    done.split("+").filter(Boolean) as Step[],
  );
  if (step === "") {
    expect(found).toBeNull();
    return;
  }
  expect([found?.step, found?.asks, new Date(found?.until ?? 0).toISOString()]).toEqual([
    step,
    asks === "yes",
    new Date(until).toISOString(),
  ]);
});

test("a session that is no longer listed has no day", () => {
  const at = Date.parse("2026-11-23T17:30:00Z");
  const [session] = sessionsOf("2026-11-23T15:30:00Z/2026-11-23T16:10:00Z");
  expect(standing(latest(session ? [session] : [], at), at, "UTC", [])).not.toBeNull();
  expect(standing(latest([], at), at, "UTC", [])).toBeNull();
});

test.each([
  ["2026-11-23T15:29:59Z", false],
  ["2026-11-23T15:30:00Z", true],
  ["2026-11-24T16:09:59Z", true],
  ["2026-11-24T16:10:00Z", false],
])("at %s long forms are kept away: %s", (now, spared) => {
  const [session = null] = sessionsOf("2026-11-23T15:30:00Z/2026-11-23T16:10:00Z");
  expect(isSpared(session, Date.parse(now))).toBe(spared);
});

test("a session begun on the phone keeps long forms away for a day, and without a session nothing does", () => {
  const [own = null] = sessionsOf("2026-11-23T15:30:00Z/");
  expect(isSpared(own, Date.parse("2026-11-24T15:29:59Z"))).toBe(true);
  expect(isSpared(own, Date.parse("2026-11-24T15:30:00Z"))).toBe(false);
  expect(isSpared(null, 0)).toBe(false);
});

test("the staff's record within half a day of what the patient began is the same session", () => {
  const of = (started_at: string) => ({ id: started_at, started_at, ended_at: null });
  const own = of("2026-11-23T15:30:00Z");
  expect(isSame(own, of("2026-11-23T14:50:00Z"))).toBe(true);
  expect(isSame(own, of("2026-11-24T03:30:00Z"))).toBe(false);
});

const NOTHING: Known = { running: [], asked: [], checkedIn: false, slept: false };
const namesOf = (step: Step, known: Partial<Known>) =>
  questions(step, { ...NOTHING, ...known }).map((each) => nameOf(each).replace("effect:", ""));

test("the hour after asks for the usual effects one by one, and for six at most", () => {
  expect(namesOf("first", {})).toEqual(USUAL.first.slice(0, MOST_EFFECTS));
  expect(namesOf("fourth", {})).toEqual(USUAL.fourth.slice(0, MOST_EFFECTS));
});

test("what goes on comes first, is asked as such, once, and counts among the six", () => {
  const found = questions("first", { ...NOTHING, running: ["tingling", "nausea", "nausea"] });
  expect(found.slice(0, 3)).toEqual([
    { ask: "effect", effect: "tingling", still: true },
    { ask: "effect", effect: "nausea", still: true },
    { ask: "effect", effect: "dissociation", still: false },
  ]);
  expect(found).toHaveLength(MOST_EFFECTS);
  expect(found.filter((each) => nameOf(each) === "effect:nausea")).toHaveLength(1);
});

test("an answer is not asked for again in its step, even where it has just made the effect go on", () => {
  const asked = ["effect:dissociation", "effect:sedation"];
  const left = namesOf("first", { asked, running: ["sedation"] });
  expect(left).toEqual(["dizziness", "nausea", "blurred_vision", "anxiety"]);
  const all = USUAL.first.slice(0, MOST_EFFECTS).map((effect) => `effect:${effect}`);
  expect(namesOf("first", { asked: all })).toEqual([]);
});

test("the morning asks what goes on, then mood and function, then sleep; what is known is not asked", () => {
  expect(namesOf("morning", { running: ["nausea"] })).toEqual(["nausea", "mood", "sleep"]);
  expect(namesOf("morning", { checkedIn: true })).toEqual(["sleep"]);
  expect(namesOf("morning", { checkedIn: true, slept: true })).toEqual([]);
  expect(namesOf("morning", { running: ["a", "b", "c", "d", "e", "f", "g"] }).slice(5)).toEqual([
    "f",
    "mood",
    "sleep",
  ]);
});

test("in the chair nothing is asked, and on leaving only who takes them home", () => {
  expect(namesOf("chair", { running: ["nausea"] })).toEqual([]);
  expect(namesOf("leaving", { running: ["nausea"] })).toEqual(["ride"]);
  expect(namesOf("leaving", { asked: ["ride"] })).toEqual([]);
});

const AT = "2026-11-23T17:10:00.000Z";
const going = (severity: 1 | 2 | 3 | 4): SideEffect => ({
  kind: "side_effect",
  effect: "nausea",
  severity,
  interference: 2,
  started_at: "2026-11-23T16:00:00.000Z",
});

test.each([
  ["no", 0, 0, AT],
  ["little", 1, 1, undefined],
  ["strong", 3, 3, undefined],
] as const)("%s to a new question is severity %i, interference %i", (felt, severity, interference, ended) => {
  const { ended_at, ...report } = reportOf("nausea", felt, AT, null);
  expect(report).toEqual({ kind: "side_effect", effect: "nausea", severity, interference, started_at: AT });
  expect(ended_at).toBe(ended);
});

test("no to what goes on ends it as bad as it was, and never before it began", () => {
  expect(reportOf("nausea", "no", AT, going(2))).toEqual({ ...going(2), ended_at: AT });
  const before = "2026-11-23T15:00:00.000Z";
  expect(reportOf("nausea", "no", before, going(2)).ended_at).toBe(going(2).started_at);
});

test("a little makes it mild; strong makes nothing less of what was worse", () => {
  expect(reportOf("nausea", "little", AT, going(4))).toEqual({ ...going(4), severity: 1, interference: 1 });
  expect(reportOf("nausea", "strong", AT, going(1))).toEqual({ ...going(1), severity: 3, interference: 3 });
  expect(reportOf("nausea", "strong", AT, going(4))).toEqual({ ...going(4), interference: 3 });
});

test("every usual effect is one that the server knows and has a question of its own", () => {
  for (const effect of new Set([...USUAL.first, ...USUAL.fourth])) {
    expect(effects).toHaveProperty(effect);
    expect(sessionDay).toHaveProperty(`feel_${effect}`);
  }
});
