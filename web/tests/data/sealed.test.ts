import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openDatabase, type Store } from "../../src/data/database.ts";
import {
  readCache,
  readDraft,
  readIdentity,
  writeCache,
  writeDraft,
  writeIdentity,
} from "../../src/data/kept.ts";
import { openStore } from "../../src/data/open.ts";
import { lock, seal, unseal, vaultOf } from "../../src/data/seal.ts";
import { forget, load, patientsKept, record, release, settle, takeBatch } from "../../src/data/store.ts";
import { syncAll } from "../../src/data/sync.ts";
import { Clinic } from "./clinic.ts";
import { dump, phoneOfVersion1 } from "./fixtures.ts";
import { checkIn, NOW, syncOf, writing } from "./writing.ts";

const CANARY = "a heron on one leg";

let store: Store;
let name = "";
let names = 0;

beforeEach(async () => {
  names += 1;
  name = `sealed-${names}`;
  store = await openStore(name);
});

afterEach(() => {
  store.close();
  vi.unstubAllGlobals();
});

const secret = (id: string) => ({ ...checkIn(id, 7), note: { text: CANARY, private: true } });

test("nothing that a patient wrote can be read from the disk", async () => {
  await record(store, "alice", writing(secret("a")));
  await writeCache(store, "alice", "recovery", { data: { said: CANARY }, etag: null });
  await writeDraft(store, "alice", "begun:phq-9", { said: CANARY });
  await writeIdentity(store, person("alice"));
  const seen = await dump(name);
  for (const trace of ["heron", "check_in", "mood", "Alice"]) expect(seen).not.toContain(trace);
  expect(seen).toContain('"extractable":false');
  lock(store, "alice");
  expect((await load(store, "alice")).rows).toMatchObject([{ content: { note: { text: CANARY } } }]);
  expect(await readCache(store, "alice", "recovery")).toMatchObject({ data: { said: CANARY } });
  expect(await readDraft(store, "alice", "begun:phq-9")).toEqual({ said: CANARY });
  expect(await readIdentity(store)).toMatchObject({ name: "Alice Heron" });
});

function person(patient: string) {
  return {
    ...{ id: "p", name: "Alice Heron", role: "patient" as const, patient_id: patient, tier: "read" },
    ...{ clinic: { id: "c", name: "North" }, crisis: { emergency: "911", line: "988" } },
  } as unknown as Parameters<typeof writeIdentity>[1];
}

test("a row opens only in its own place, and under its own patient's key", async () => {
  const alice = await vaultOf(store, "alice");
  const bob = await vaultOf(store, "bob");
  const sealed = await seal(alice, "entries", "a", { said: CANARY });
  for (const vault of [alice, bob]) vault.known.clear();
  expect(await unseal(bob, "entries", "a", sealed)).toBeUndefined();
  expect(await unseal(alice, "entries", "b", sealed)).toBeUndefined();
  expect(await unseal(alice, "outbox", "a", sealed)).toBeUndefined();
  expect(await unseal(alice, "entries", "a", sealed)).toEqual({ said: CANARY });
});

test("who signs out with everything sent leaves no key, and who leaves something leaves it sealed", async () => {
  vi.stubGlobal("fetch", new Clinic().fetch);
  await record(store, "alice", writing(secret("a")));
  await syncAll(syncOf(store, "alice"));
  await writeDraft(store, "alice", "begun:phq-9", { said: CANARY });
  await forget(store, "alice", { unsent: "keep" });
  expect(await patientsKept(store)).toEqual([]);
  expect(await dump(name)).not.toContain("alice");
  await record(store, "alice", writing(secret("b")));
  await forget(store, "alice", { unsent: "keep" });
  expect(await dump(name)).not.toContain("heron");
  expect((await load(store, "alice")).outbox.map(({ id }) => id)).toEqual(["b"]);
  expect((await load(store, "bob")).rows).toEqual([]);
});

test("after a sign-out in another tab nothing of what was under way is written any more", async () => {
  const other = await openDatabase(name);
  await record(store, "alice", writing(secret("a")));
  const answer = { results: [], entries: [], cursor: 9, more: false };
  await forget(other, "alice", { unsent: "discard" });
  await expect(settle(store, "alice", answer, { at: NOW, since: "2026-01-01" })).rejects.toThrow();
  expect(await dump(name)).not.toContain("cursor:alice");
  expect(await takeBatch(store, "alice", NOW)).toEqual([]);
  other.close();
});

test("what is written in the moment of a sign-out elsewhere is kept all the same", async () => {
  const other = await openDatabase(name);
  await record(store, "alice", writing(secret("a")));
  await forget(other, "alice", { unsent: "discard" });
  await record(store, "alice", writing(secret("b")));
  expect((await load(other, "alice")).outbox.map(({ id }) => id)).toEqual(["b"]);
  other.close();
});

test("two tabs that write at once both keep what they wrote, each at its own place in the sequence", async () => {
  const other = await openDatabase(name);
  const ids = Array.from({ length: 20 }, (_, at) => `e-${at}`);
  await Promise.all(ids.map((id, at) => record(at % 2 ? store : other, "alice", writing(checkIn(id, 5)))));
  const { outbox, rows } = await load(store, "alice");
  expect(outbox.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(rows).toHaveLength(20);
  expect(outbox.map(({ sequence }) => sequence)).toEqual(ids.map((_, at) => at + 1));
  other.close();
});

test("a phone of version 1 with a full queue loses nothing, and nothing of it lies open any more", async () => {
  await phoneOfVersion1("old");
  expect(await dump("old")).toContain("heron");
  const opened = await openStore("old");
  expect(await dump("old")).not.toMatch(/heron|Heron|mood/);
  const { outbox, rows } = await load(opened, "alice");
  expect(outbox.map(({ id, stage }) => `${id} ${stage}`)).toEqual([
    "old-1 sent",
    "old-2 waiting",
    "old-3 waiting",
    "old-4 rejected",
  ]);
  expect(rows).toHaveLength(5);
  expect(await readCache(opened, "alice", "recovery")).toMatchObject({ etag: '"1"' });
  expect(await readDraft(opened, "alice", "begun:phq-9")).toMatchObject({ day: "2026-11-23" });
  expect(await readIdentity(opened)).toMatchObject({ name: "Alice Heron" });

  const clinic = new Clinic();
  clinic.accept({ ...checkIn("arrived", 4) });
  vi.stubGlobal("fetch", clinic.fetch);
  expect((await syncAll(syncOf(opened, "alice"))).outcome).toBe("done");
  expect([...clinic.revisions.keys()]).toEqual(["arrived", "old-1", "old-2", "old-3"]);
  expect(clinic.requests[0]?.device).toBe("phone-of-old");
  expect((await load(opened, "alice")).outbox.map(({ id }) => id)).toEqual(["old-4"]);
  opened.close();
});

test("a phone of version 1 that dies while it is sealed is sealed at the next start", async () => {
  await phoneOfVersion1("halfway");
  const half = await openDatabase("halfway");
  const row = await half.get("entries", ["alice", "old-1"]);
  const sealed = await seal(await vaultOf(half, "alice"), "entries", "old-1", row);
  await half.put("entries", { patient: "alice", id: "old-1", sealed });
  half.close();
  const opened = await openStore("halfway");
  expect((await load(opened, "alice")).rows).toHaveLength(5);
  expect(await dump("halfway")).not.toContain("heron");
  opened.close();
});

test("an entry that the phone has no room for is not said to be saved, and is nowhere", async () => {
  await record(store, "alice", writing(checkIn("a", 5)));
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === "outbox") throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, given);
  };
  await expect(record(store, "alice", writing(checkIn("b", 5)))).rejects.toMatchObject({
    name: "QuotaExceededError",
  });
  IDBObjectStore.prototype.put = put;
  const { rows, outbox, ledger } = await load(store, "alice");
  expect([rows, outbox].map((all) => all.map(({ id }) => id))).toEqual([["a"], ["a"]]);
  expect(ledger?.written).toBe(1);
  await release(store, "alice");
});
