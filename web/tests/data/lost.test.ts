import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Store } from "../../src/data/database.ts";
import { openStore } from "../../src/data/open.ts";
import { acceptMissing, decide, forget, load, record, recount } from "../../src/data/store.ts";
import { countMissing, syncAll } from "../../src/data/sync.ts";
import { Clinic } from "./clinic.ts";
import { phoneOfVersion1 } from "./fixtures.ts";
import { checkIn, syncOf, writing } from "./writing.ts";

let store: Store;
let clinic: Clinic;
let names = 0;
const small = new Map<string, string>();

beforeEach(async () => {
  names += 1;
  store = await openStore(`lost-${names}`);
  clinic = new Clinic();
  small.clear();
  vi.stubGlobal("fetch", clinic.fetch);
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => small.get(key) ?? null,
    setItem: (key: string, value: string) => void small.set(key, value),
    removeItem: (key: string) => void small.delete(key),
  });
});

afterEach(() => {
  store.close();
  vi.unstubAllGlobals();
});

async function write(...ids: string[]): Promise<void> {
  for (const id of ids) await record(store, "alice", writing(checkIn(id, 5)));
}

const alices = () => syncOf(store, "alice");

test("nothing is missing while all is here, at the clinic, or taken back", async () => {
  clinic.rejects.add("c");
  await write("a", "b", "c", "d");
  clinic.fates = ["answer lost"];
  await syncAll(alices());
  await write("e");
  await syncAll(alices());
  expect(await countMissing(alices())).toBe(0);
  await decide(store, "alice", "c", writing(checkIn("c-again", 6)));
  await write("f");
  expect(await countMissing(alices())).toBe(0);
});

test("what another phone wrote is not counted as this one's", async () => {
  clinic.accept(checkIn("theirs", 5));
  await write("a");
  await syncAll(alices());
  expect(await countMissing(alices())).toBe(0);
});

test("an entry that vanishes from the phone's store is missed", async () => {
  await write("a", "b", "c");
  await store.delete("outbox", ["alice", "b"]);
  await syncAll(alices());
  expect(await countMissing(alices())).toBe(1);
});

test("a row that cannot be unsealed any more is missed, and keeps no other from arriving", async () => {
  await write("a", "b");
  const row = await store.get("outbox", ["alice", "a"]);
  if (!row?.sealed) throw new Error("not sealed");
  store.close();
  store = await openStore(`lost-${names}`);
  await store.put("outbox", { ...row, sealed: { ...row.sealed, data: new ArrayBuffer(40) } });
  const { lock } = await import("../../src/data/seal.ts");
  lock(store, "alice");
  await syncAll(alices());
  expect([...clinic.revisions.keys()]).toEqual(["b"]);
  expect(await countMissing(alices())).toBe(1);
});

test("three entries that went with the whole store are missed, and said once", async () => {
  await write("sent");
  await syncAll(alices());
  await write("a", "b", "c");
  store.close();
  store = await openStore(`emptied-${names}`);
  await recount(store, "alice");
  await syncAll(alices());
  expect(await countMissing(alices())).toBe(3);
  await acceptMissing(store, "alice", 3);
  await write("d");
  await syncAll(alices());
  expect(await countMissing(alices())).toBe(0);
  expect((await load(store, "alice")).ledger?.written).toBe(5);
});

test("a phone that is put back to an older state misses what it had written since", async () => {
  await write("a");
  const before = new Map(small);
  await write("b");
  expect(small).not.toEqual(before);
  const then = await openStore(`restored-${names}`);
  for (const place of ["keys", "meta"] as const) {
    for (const key of await store.getAllKeys(place)) await then.put(place, await store.get(place, key), key);
  }
  const ledger = (await load(store, "alice")).ledger;
  await then.put("meta", { ...ledger, written: 1 }, "ledger:alice");
  store.close();
  store = then;
  await recount(store, "alice");
  await syncAll(alices());
  expect(await countMissing(alices())).toBe(2);
});

test("the count outside the database names nobody, and ends with a sign-out that leaves nothing", async () => {
  await write("a");
  expect([...small.keys(), ...small.values()].join()).not.toContain("alice");
  await syncAll(alices());
  await forget(store, "alice", { unsent: "keep" });
  expect(small.size).toBe(0);
  await write("b");
  await syncAll(alices());
  expect(await countMissing(alices())).toBe(0);
});

test("the count goes on over a sign-out that leaves something, which vanishes then", async () => {
  await write("a", "b");
  await forget(store, "alice", { unsent: "keep" });
  await store.delete("outbox", ["alice", "a"]);
  await syncAll(alices());
  expect(await countMissing(alices())).toBe(1);
});

test("what an older release wrote was not counted, so none of it is missed", async () => {
  await phoneOfVersion1("uncounted");
  store.close();
  store = await openStore("uncounted");
  await write("new");
  await syncAll(alices());
  expect(await countMissing(alices())).toBe(0);
  await decide(store, "alice", "old-4", null);
  await write("counted");
  await syncAll(alices());
  expect(await countMissing(alices())).toBe(0);
  expect((await load(store, "alice")).ledger?.written).toBe(1);
});
