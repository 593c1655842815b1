import { expect, test } from "vitest";
import type { Draft, Result } from "../../src/core/entries.ts";
import {
  backoffMs,
  dependents,
  type Event,
  isAmendable,
  MAX_BYTES,
  nextBatch,
  nextDue,
  type Outbox,
  refused,
  step,
  utf8Length,
} from "../../src/core/outbox.ts";

function checkIn(id: string, mood = 5, replaces?: string, note = ""): Draft {
  const draft: Draft = {
    kind: "check_in",
    id,
    occurred_at: "2026-11-23T21:02:00.000-05:00",
    zone: "America/New_York",
    mood,
    function: 5,
  };
  if (note) draft.note = { text: note, private: false };
  return replaces ? { ...draft, replaces } : draft;
}

let sequence = 0;

function recorded(draft: Draft, hold_ms = 0, at = 0): Event {
  sequence += 1;
  return { type: "recorded", patient: "alice", draft, sequence, at, hold_ms };
}

function after(...events: Event[]): Outbox {
  return events.reduce(step, [] as Outbox);
}

function answered(...results: Result[]): Event {
  return { type: "answered", results };
}

const ids = (outbox: Outbox) => outbox.map(({ id }) => id);
const batch = (outbox: Outbox, now = 0) => nextBatch(outbox, now).map(({ id }) => id);

test("an entry leaves only when its own id is acknowledged", () => {
  const sent = after(recorded(checkIn("a")), recorded(checkIn("b")), { type: "sending", ids: ["a"] });
  const during = step(sent, recorded(checkIn("c")));
  expect(ids(step(during, answered({ id: "a", status: "accepted" })))).toEqual(["b", "c"]);
});

test("a duplicate is as good as accepted, and an unknown or unreadable answer changes nothing", () => {
  const sent = after(recorded(checkIn("a")), { type: "sending", ids: ["a"] });
  expect(step(sent, answered({ id: "a", status: "duplicate" }))).toEqual([]);
  expect(step(sent, answered({ id: "z", status: "accepted" }, { id: null, status: "rejected" }))).toEqual(
    sent,
  );
});

test("what was sent is frozen: it is sent again as it was", () => {
  const amend: Event = { type: "amended", draft: checkIn("a", 9), at: 1, hold_ms: 0 };
  const unsent = after(recorded(checkIn("a", 1)), amend);
  expect(nextBatch(unsent, 1)[0]).toMatchObject({ mood: 9 });
  const sent = after(recorded(checkIn("a", 1)), { type: "sending", ids: ["a"] }, amend);
  expect(nextBatch(sent, 1)[0]).toMatchObject({ mood: 1 });
});

const envelope = { id: "a", occurred_at: "2026-11-23T21:02:00.000-05:00", zone: "America/New_York" };
const reading = (systolic: number): Draft => ({ ...envelope, kind: "home_reading", systolic, diastolic: 95 });
const item9 = (answer: number): Draft => ({
  ...envelope,
  kind: "questionnaire_response",
  questionnaire: "phq-9",
  version: "1",
  answers: { "44260-8": answer },
});
const chestPain = (severity: 0 | 1): Draft => ({
  ...envelope,
  kind: "side_effect",
  effect: "chest_pain",
  severity,
  interference: 0,
  started_at: envelope.occurred_at,
});
const safe = (said: boolean): Draft => ({ ...checkIn("a"), extra: { safe: said } }) as Draft;

test.each([
  ["a reading", reading(190), reading(130)],
  ["an ordinary reading, for a clinic may have a lower limit", reading(152), reading(120)],
  ["an answer of PHQ-9", item9(2), item9(0)],
  ["a side effect", chestPain(1), chestPain(0)],
  ["not safe", safe(false), safe(true)],
])("what may raise an alert is frozen as it is written: %s", (_, said, instead) => {
  const outbox = after(recorded(said), { type: "amended", draft: instead, at: 1, hold_ms: 0 });
  expect(outbox.map(isAmendable)).toEqual([false]);
  expect(nextBatch(outbox, 1)).toEqual([said]);
});

test("a correction of what may raise an alert goes after it, and takes nothing of it away", () => {
  const outbox = after(recorded(reading(190)), recorded({ ...reading(130), id: "b", replaces: "a" }));
  expect(nextBatch(outbox, 1)).toEqual([reading(190), { ...reading(130), id: "b", replaces: "a" }]);
});

test("recording the same id twice keeps one", () => {
  expect(ids(after(recorded(checkIn("a")), recorded(checkIn("a", 9))))).toEqual(["a"]);
});

test("one rejected entry blocks nobody but its own corrections", () => {
  const outbox = after(
    recorded(checkIn("bad")),
    recorded(checkIn("fix", 6, "bad")),
    recorded(checkIn("fix2", 7, "fix")),
    recorded(checkIn("other")),
    { type: "sending", ids: ["bad"] },
    answered({ id: "bad", status: "rejected" }),
  );
  expect(batch(outbox)).toEqual(["other"]);
  expect(ids(refused(outbox))).toEqual(["bad"]);
  expect(ids(dependents(outbox, "bad"))).toEqual(["fix", "fix2"]);
  expect(ids(step(outbox, { type: "withdrawn", id: "bad" }))).toEqual(["other"]);
});

test("a conflict keeps both sides, and an answer that comes late does not undo it", () => {
  const problem = { type: "about:blank", title: "Conflict", status: 409 };
  const sent = after(recorded(checkIn("a")), { type: "sending", ids: ["a"] });
  const conflict = step(sent, answered({ id: "a", status: "conflict", problem }));
  expect(conflict[0]).toMatchObject({ stage: "conflict", problem, draft: { id: "a" } });
  expect(step(conflict, answered({ id: "a", status: "rejected" }))).toEqual(conflict);
});

test("what is held back goes when it is due or released, and holds back its corrections", () => {
  const outbox = after(
    recorded(checkIn("a"), 20_000, 1_000),
    recorded(checkIn("b", 6, "a")),
    recorded(checkIn("c")),
  );
  expect(batch(outbox, 1_000)).toEqual(["c"]);
  expect(nextDue(outbox, 1_000)).toBe(21_000);
  expect(batch(outbox, 21_000)).toEqual(["a", "b", "c"]);
  expect(batch(step(outbox, { type: "released" }), 1_000)).toEqual(["a", "b", "c"]);
  expect(nextDue(step(outbox, { type: "released" }), 1_000)).toBeNull();
});

test("a batch has at most 500 entries, in the order of writing", () => {
  let outbox: Outbox = [];
  for (let n = 0; n < 501; n += 1) outbox = step(outbox, recorded(checkIn(`id-${n}`)));
  expect(nextBatch([...outbox].reverse(), 0).map(({ id }) => id)).toEqual(ids(outbox).slice(0, 500));
});

test("a batch stays under 1 MiB as it travels, counted in bytes and not in characters", () => {
  const long = "ñ".repeat(4_000);
  let outbox: Outbox = [];
  for (let n = 0; n < 200; n += 1) outbox = step(outbox, recorded(checkIn(`id-${n}`, 5, undefined, long)));
  const first = nextBatch(outbox, 0);
  expect(first.length).toBeGreaterThan(100);
  expect(first.length).toBeLessThan(200);
  expect(new TextEncoder().encode(JSON.stringify({ entries: first })).length).toBeLessThanOrEqual(MAX_BYTES);
});

test("bytes are counted as UTF-8 counts them", () => {
  for (const text of ["", "abc", "niño", "€", "😀", "a😀ñ€"]) {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
  }
});

test("waiting doubles up to five minutes, and chance moves at most half of it", () => {
  expect(backoffMs(0, 0)).toBe(1_000);
  expect(backoffMs(0, 1)).toBe(2_000);
  expect(backoffMs(3, 1)).toBe(16_000);
  expect(backoffMs(99, 1)).toBe(300_000);
});
