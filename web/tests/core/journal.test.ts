import { expect, test } from "vitest";
import { type Content, contentOf, type Revision, type Row, rowOf } from "../../src/core/entries.ts";
import { chains, dangerSince, days, receipt, running, speaksOfDanger } from "../../src/core/journal.ts";
import type { Outbox } from "../../src/core/outbox.ts";

function row(id: string, part: Partial<Row> = {}): Row {
  return {
    patient: "alice",
    id,
    kind: "check_in",
    replaces: null,
    occurred_at: "2026-11-23T21:00:00Z",
    zone: "UTC",
    local_date: "2026-11-23",
    late: false,
    content: { kind: "check_in", mood: 6, function: 4 },
    number: null,
    recorded_at: 1_000,
    received_at: null,
    ...part,
  };
}

test("a correction stands for what it replaces, and the earlier versions stay readable", () => {
  const rows = [row("a"), row("b", { replaces: "a" }), row("c", { replaces: "b" }), row("x")];
  const found = chains(rows);
  expect(found.map(({ current }) => current.id).sort()).toEqual(["c", "x"]);
  expect(found.find(({ current }) => current.id === "c")?.earlier.map(({ id }) => id)).toEqual(["b", "a"]);
});

test("two corrections of one entry are both shown, and a circle ends", () => {
  expect(chains([row("a"), row("b", { replaces: "a" }), row("c", { replaces: "a" })])).toHaveLength(2);
  const circle = [row("a", { replaces: "b" }), row("b", { replaces: "a" }), row("c", { replaces: "a" })];
  expect(chains(circle)).toHaveLength(1);
});

test("a day is the mean of its check-ins; a missing rating is missing, and a day without entries is absent", () => {
  const found = days(
    chains([
      row("a", { content: { kind: "check_in", mood: 4, function: null, too_hard: true } }),
      row("b", { content: { kind: "check_in", mood: 8, function: null, too_hard: true } }),
      row("c", { local_date: "2026-11-20" }),
    ]),
  );
  expect(found.map(({ date, mood, function: active }) => [date, mood, active])).toEqual([
    ["2026-11-23", 6, null],
    ["2026-11-20", 6, 4],
  ]);
});

test("a side effect runs until a report ends it", () => {
  const started = row("s", {
    kind: "side_effect",
    content: {
      kind: "side_effect",
      effect: "nausea",
      severity: 2,
      interference: 1,
      started_at: "2026-11-23T20:00:00Z",
    },
  });
  const ended = row("e", {
    ...started,
    id: "e",
    replaces: "s",
    content: { ...started.content, ended_at: "2026-11-23T22:00:00Z" } as Row["content"],
  });
  expect(running(chains([started])).map((episode) => episode.row.id)).toEqual(["s"]);
  expect(running(chains([started, ended]))).toEqual([]);
});

test("a receipt says no more than is known", () => {
  const item = { id: "a", stage: "rejected" } as Outbox[number];
  expect(receipt(row("a"), [], 0)).toEqual({ stage: "phone", at: 1_000 });
  expect(receipt(row("a"), [item], 0)).toEqual({ stage: "rejected", at: null });
  const received = row("a", { number: 7, received_at: "2026-11-23T21:02:00Z" });
  expect(receipt(received, [], 6)).toEqual({ stage: "clinic", at: Date.parse("2026-11-23T21:02:00Z") });
  expect(receipt(received, [], 7).stage).toBe("seen");
});

test("danger is not safe, or item 9 above 0", () => {
  const phq = (value: number) =>
    ({
      kind: "questionnaire_response",
      questionnaire: "phq-9",
      version: "1",
      answers: { "44260-8": value },
    }) as const;
  expect(
    speaksOfDanger({ kind: "check_in", mood: null, function: null, too_hard: true, extra: { safe: false } }),
  ).toBe(true);
  expect(speaksOfDanger({ kind: "check_in", mood: 0, function: 0 })).toBe(false);
  expect([0, 1].map((value) => speaksOfDanger(phq(value)))).toEqual([false, true]);
});

test.each([
  ["chest_pain", 1, true],
  ["breathless", 4, true],
  ["seizure", 0, false],
  ["sedation", 4, true],
  ["sedation", 3, false],
  ["nausea", 4, false],
] as const)("%s of severity %i is an emergency: %s", (effect, severity, isOne) => {
  const report = {
    kind: "side_effect",
    effect,
    severity,
    interference: 0,
    started_at: "2026-11-23T20:00:00Z",
  };
  expect(speaksOfDanger(report as Content)).toBe(isOne);
});

test.each([
  [179, 119, false],
  [180, 80, true],
  [150, 120, true],
])("a reading of %i/%i is one to call about: %s", (systolic, diastolic, isOne) => {
  expect(speaksOfDanger({ kind: "home_reading", systolic, diastolic })).toBe(isOne);
});

const unsafe = (said: boolean): Content => ({
  kind: "check_in",
  mood: null,
  function: null,
  too_hard: true,
  extra: { safe: said },
});

test("what was taken back is no danger any more, and the clinic hears of both", () => {
  const said = row("a", { content: unsafe(false) });
  expect(dangerSince(chains([said]), 0)).toMatchObject({ row: { id: "a" }, takenBack: false });
  const found = dangerSince(chains([said, row("b", { content: unsafe(true), replaces: "a" })]), 0);
  expect(found).toMatchObject({ row: { id: "a" }, current: { id: "b" }, takenBack: true });
  expect(dangerSince(chains([said]), 1_001)).toBeUndefined();
});

test("what still stands goes before what was taken back, however much later that was", () => {
  const stands = row("a", { content: unsafe(false) });
  const slip = [
    row("b", { content: unsafe(false), recorded_at: 2_000 }),
    row("c", { content: unsafe(true), replaces: "b", recorded_at: 3_000 }),
  ];
  expect(dangerSince(chains([stands, ...slip]), 0)?.row.id).toBe("a");
});

test("what the server leaves empty is absent on the device, but a rating nobody gave stays null", () => {
  const revision = {
    ...{ kind: "check_in", id: "a", number: 1, replaces: null, replaced_by: null, zone: "UTC", late: false },
    ...{
      occurred_at: "2026-11-23T21:00:00Z",
      recorded_at: "2026-11-23T21:00:01Z",
      received_at: "2026-11-23T21:00:02Z",
    },
    ...{
      local_date: "2026-11-23",
      source: "patient",
      mood: 0,
      function: null,
      too_hard: true,
      sleep_hours: null,
    },
    ...{
      energy: 0,
      anxiety: null,
      pain: null,
      facets: { work: null, home: 0, people: null },
      extra: { safe: false },
    },
    note: null,
  } as unknown as Revision;
  expect(contentOf(revision)).toEqual({
    ...{ kind: "check_in", mood: 0, function: null, too_hard: true, energy: 0 },
    ...{ facets: { home: 0 }, extra: { safe: false } },
  });
  expect(rowOf("alice", revision)).toMatchObject({
    number: 1,
    recorded_at: Date.parse("2026-11-23T21:00:01Z"),
  });
});

test("words that could not be opened are told apart from what was written", () => {
  const revision = {
    ...{
      id: "a",
      kind: "event",
      number: 1,
      occurred_at: "2026-11-23T21:00:00Z",
      zone: "Europe/Vienna",
      late: false,
    },
    ...{ local_date: "2026-11-23", recorded_at: "2026-11-23T21:00:01Z", received_at: "2026-11-23T21:00:05Z" },
    ...{ source: "patient", title: "", note: null },
  } as unknown as Revision;
  expect(rowOf("alice", { ...revision, unreadable: true })).toMatchObject({
    unreadable: true,
    content: { kind: "event", title: "" },
  });
  expect(contentOf({ ...revision, unreadable: true })).toEqual(contentOf(revision));
  expect(rowOf("alice", revision)).not.toHaveProperty("unreadable");
});
