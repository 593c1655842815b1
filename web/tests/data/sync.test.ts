import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Store } from "../../src/data/database.ts";
import { readWaiting } from "../../src/data/kept.ts";
import { openStore } from "../../src/data/open.ts";
import { amend, cursor, decide, forget, load, patientsKept, record } from "../../src/data/store.ts";
import { syncAll } from "../../src/data/sync.ts";
import { Clinic } from "./clinic.ts";
import { checkIn, NOW, syncOf, writing } from "./writing.ts";

let store: Store;
let clinic: Clinic;
let names = 0;

beforeEach(async () => {
  names += 1;
  store = await openStore(`test-${names}`);
  clinic = new Clinic();
  vi.stubGlobal("fetch", clinic.fetch);
});

afterEach(() => {
  store.close();
  vi.unstubAllGlobals();
});

const waiting = async (patient = "alice") => (await load(store, patient)).outbox.map(({ id }) => id);

test("an entry is in the journal and in the outbox at once, and arrives once", async () => {
  await record(store, "alice", writing(checkIn("a", 6)));
  const before = await load(store, "alice");
  expect(before.rows.map(({ id, number }) => [id, number])).toEqual([["a", null]]);
  expect(before.outbox.map(({ id }) => id)).toEqual(["a"]);
  expect((await syncAll(syncOf(store, "alice"))).outcome).toBe("done");
  const after = await load(store, "alice");
  expect(after.outbox).toEqual([]);
  expect(after.rows).toMatchObject([{ id: "a", number: 1, received_at: expect.any(String) }]);
});

test("an entry written while a request is under way is sent too", async () => {
  await record(store, "alice", writing(checkIn("a", 6)));
  const through = clinic.fetch;
  let during = true;
  vi.stubGlobal("fetch", async (input: string, init: RequestInit) => {
    const answer = await through(input, init);
    if (during) {
      during = false;
      await record(store, "alice", writing(checkIn("b", 7)));
    }
    return answer;
  });
  expect((await syncAll(syncOf(store, "alice"))).outcome).toBe("done");
  expect([...clinic.revisions.keys()]).toEqual(["a", "b"]);
  expect(await waiting()).toEqual([]);
});

test.each(["request lost", "answer lost", 500, 503, 429] as const)(
  "after %s nothing is lost and nothing arrives twice",
  async (fate) => {
    await record(store, "alice", writing(checkIn("a", 6)));
    clinic.fates = [fate];
    expect((await syncAll(syncOf(store, "alice"))).outcome).toBe("unreachable");
    expect(await waiting()).toEqual(["a"]);
    expect((await syncAll(syncOf(store, "alice"))).outcome).toBe("done");
    expect([...clinic.revisions.keys()]).toEqual(["a"]);
    expect(await waiting()).toEqual([]);
  },
);

test("a server that asks for patience is told how long it asked for", async () => {
  await record(store, "alice", writing(checkIn("a", 6)));
  clinic.fates = [{ status: 429, retryAfter: 40 }];
  expect(await syncAll(syncOf(store, "alice"))).toEqual({ outcome: "unreachable", waitMs: 40_000 });
});

test.each([
  [401, "signed-out"],
  [426, "too-old"],
  [403, "not-allowed"],
  [404, "not-allowed"],
] as const)("a %i ends as %s and keeps the queue", async (status, outcome) => {
  await record(store, "alice", writing(checkIn("a", 6)));
  clinic.fates = [status];
  expect((await syncAll(syncOf(store, "alice"))).outcome).toBe(outcome);
  expect(await waiting()).toEqual(["a"]);
});

test("an entry that the server can't even read is found and marked, and the others arrive", async () => {
  for (const id of ["a", "b", "c", "d", "e"]) await record(store, "alice", writing(checkIn(id, 5)));
  clinic.unreadable.add("c");
  expect((await syncAll(syncOf(store, "alice"))).outcome).toBe("done");
  expect([...clinic.revisions.keys()]).toEqual(["a", "b", "d", "e"]);
  expect((await load(store, "alice")).outbox).toMatchObject([
    { id: "c", stage: "rejected", problem: { status: 422 } },
  ]);
});

test("a rejected entry stays visible until it is withdrawn, with its correction", async () => {
  clinic.rejects.add("a");
  await record(store, "alice", writing(checkIn("a", 5)));
  await record(store, "alice", writing(checkIn("a2", 6, "a")));
  await record(store, "alice", writing(checkIn("b", 5)));
  await syncAll(syncOf(store, "alice"));
  await syncAll(syncOf(store, "alice"));
  expect([...clinic.revisions.keys()]).toEqual(["b"]);
  await decide(store, "alice", "a", null);
  const { rows, outbox } = await load(store, "alice");
  expect(outbox).toEqual([]);
  expect(rows.map(({ id }) => id)).toEqual(["b"]);
});

test("two devices that correct one entry: the second sees both, and nothing is overwritten", async () => {
  await record(store, "alice", writing(checkIn("a", 5)));
  await syncAll(syncOf(store, "alice"));
  clinic.accept(checkIn("theirs", 2, "a"));
  await record(store, "alice", writing(checkIn("mine", 8, "a")));
  await syncAll(syncOf(store, "alice"));
  const { rows, outbox } = await load(store, "alice");
  expect(outbox).toMatchObject([{ id: "mine", stage: "conflict", theirs: { id: "theirs" } }]);
  expect(rows.map(({ id }) => id).sort()).toEqual(["a", "mine", "theirs"]);
});

test("keeping mine after a conflict corrects theirs; keeping theirs leaves it as it is", async () => {
  await record(store, "alice", writing(checkIn("a", 5)));
  await syncAll(syncOf(store, "alice"));
  clinic.accept(checkIn("theirs", 2, "a"));
  await record(store, "alice", writing(checkIn("mine", 8, "a")));
  await syncAll(syncOf(store, "alice"));
  await decide(store, "alice", "mine", writing(checkIn("again", 8, "theirs")));
  expect((await syncAll(syncOf(store, "alice"))).outcome).toBe("done");
  expect(clinic.revisions.get("theirs")).toMatchObject({ replaced_by: "again" });
  const { rows, outbox } = await load(store, "alice");
  expect(outbox).toEqual([]);
  expect(rows.map(({ id }) => id).sort()).toEqual(["a", "again", "theirs"]);
});

test("an id that the clinic knows with other content is a conflict, and deciding loses neither side", async () => {
  clinic.accept(checkIn("a", 2));
  await record(store, "alice", writing(checkIn("a", 8)));
  await syncAll(syncOf(store, "alice"));
  expect((await load(store, "alice")).outbox).toMatchObject([
    { id: "a", stage: "conflict", theirs: { mood: 2 } },
  ]);
  await decide(store, "alice", "a", writing(checkIn("again", 8, "a")));
  expect((await syncAll(syncOf(store, "alice"))).outcome).toBe("done");
  expect([...clinic.revisions.values()]).toMatchObject([{ mood: 2, replaced_by: "again" }, { mood: 8 }]);
  expect((await load(store, "alice")).rows.map(({ id }) => id).sort()).toEqual(["a", "again"]);
});

test("what is not sent can be changed in place; what may have been sent can't", async () => {
  await record(store, "alice", writing(checkIn("a", 5)));
  expect(await amend(store, "alice", writing(checkIn("a", 7)))).toMatchObject({
    row: { content: { mood: 7 } },
  });
  clinic.fates = ["answer lost"];
  await syncAll(syncOf(store, "alice"));
  expect(await amend(store, "alice", writing(checkIn("a", 9)))).toBeNull();
  await syncAll(syncOf(store, "alice"));
  expect(clinic.revisions.get("a")).toMatchObject({ mood: 7 });
});

test("what is held back is not sent before its time", async () => {
  await record(store, "alice", writing(checkIn("a", 5), 20_000));
  await syncAll(syncOf(store, "alice"));
  expect(clinic.revisions.size).toBe(0);
  await syncAll(syncOf(store, "alice", NOW + 20_000));
  expect([...clinic.revisions.keys()]).toEqual(["a"]);
});

test("a long journal is fetched page by page, and old days are not kept on the device", async () => {
  clinic.pageSize = 7;
  for (let n = 0; n < 30; n += 1) clinic.accept(checkIn(`id-${n}`, 5));
  clinic.accept({ ...checkIn("old", 5), occurred_at: "2026-01-01T20:00:00Z" });
  clinic.seen = 20;
  await syncAll(syncOf(store, "alice"));
  const { rows, seen } = await load(store, "alice");
  expect(rows).toHaveLength(30);
  expect(seen).toBe(20);
  expect(await cursor(store, "alice")).toBe(31);
});

test("Bob on Alice's phone neither sees nor sends what is hers", async () => {
  await record(store, "alice", writing(checkIn("hers", 5)));
  await syncAll(syncOf(store, "bob"));
  expect(clinic.revisions.size).toBe(0);
  expect(await load(store, "bob")).toMatchObject({ rows: [], outbox: [] });
  await forget(store, "alice", { unsent: "keep" });
  expect(await waiting()).toEqual(["hers"]);
  await forget(store, "alice", { unsent: "discard" });
  expect(await waiting()).toEqual([]);
  await forget(store, "alice", { unsent: "keep" });
  expect(await patientsKept(store)).toEqual(["bob"]);
});

test("signing out leaves on the device only what was not sent", async () => {
  await record(store, "alice", writing(checkIn("sent", 5)));
  await syncAll(syncOf(store, "alice"));
  await record(store, "alice", writing(checkIn("unsent", 5)));
  await forget(store, "alice", { unsent: "keep" });
  expect((await load(store, "alice")).rows.map(({ id }) => id)).toEqual(["unsent"]);
  expect(await cursor(store, "alice")).toBe(0);
});

/** A small generator whose every run can be repeated from its seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const FATES = ["through", "request lost", "answer lost", 500, 401, 503] as const;

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  "whatever the network does, all arrives once (seed %i)",
  async (seed) => {
    const random = chance(seed);
    const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
    const wanted = new Map<string, number>();
    const latest: string[] = [];
    for (let turn = 0; turn < 40; turn += 1) {
      const mood = Math.floor(random() * 11);
      const act = random();
      if (act < 0.35 || latest.length === 0) {
        const id = `e-${turn}`;
        await record(store, "alice", writing(checkIn(id, mood)));
        latest.push(id);
        wanted.set(id, mood);
      } else if (act < 0.6) {
        const at = Math.floor(random() * latest.length);
        const id = latest[at] ?? "";
        const before = (await load(store, "alice")).rows.find((row) => row.id === id);
        const same = { ...checkIn(id, mood), ...(before?.replaces ? { replaces: before.replaces } : {}) };
        if (await amend(store, "alice", writing(same))) {
          wanted.set(id, mood);
        } else {
          await record(store, "alice", writing(checkIn(`c-${turn}`, mood, id)));
          latest[at] = `c-${turn}`;
          wanted.set(`c-${turn}`, mood);
        }
      } else {
        clinic.fates = [pick(FATES), pick(FATES)];
        await syncAll(syncOf(store, "alice"));
      }
    }
    clinic.fates = [];
    expect((await syncAll(syncOf(store, "alice"))).outcome).toBe("done");
    expect(await waiting()).toEqual([]);
    expect(
      new Map([...clinic.revisions.values()].map((entry) => [entry.id, "mood" in entry ? entry.mood : null])),
    ).toEqual(wanted);
    expect((await load(store, "alice")).rows.every(({ number }) => number !== null)).toBe(true);
  },
);

test("while an alert waits the phone asks whether somebody has taken it, and stops once somebody has", async () => {
  const sync = syncOf(store, "alice");
  clinic.alerts = { waiting_since: "2026-11-23T21:00:00Z", please_call: false };
  await record(store, "alice", writing(checkIn("a", 6)));
  await syncAll(sync);
  expect(await readWaiting(store, "alice")).toEqual(clinic.alerts);

  clinic.alerts = { waiting_since: "2026-11-23T21:00:00Z", please_call: true };
  await syncAll(sync);
  expect((await readWaiting(store, "alice"))?.please_call).toBe(true);

  clinic.alerts = null;
  await syncAll(sync);
  expect(await readWaiting(store, "alice")).toBeNull();
  const asked = clinic.requests.length;
  await syncAll(sync);
  expect(clinic.requests).toHaveLength(asked);
});

test("an alert that waits is nobody's who signs in after", async () => {
  clinic.alerts = { waiting_since: "2026-11-23T21:00:00Z", please_call: true };
  await record(store, "alice", writing(checkIn("a", 6)));
  await syncAll(syncOf(store, "alice"));
  await forget(store, "alice", { unsent: "keep" });
  expect(await readWaiting(store, "alice")).toBeNull();
  expect(await readWaiting(store, "bob")).toBeNull();
});
