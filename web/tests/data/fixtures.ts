import { openDB } from "idb";

/** A phone as version 1 of the database left it: Alice's journal, open, with a queue in every stage. */
export async function phoneOfVersion1(name: string): Promise<void> {
  const db = await openDB(name, 1, {
    upgrade(made) {
      made.createObjectStore("meta");
      made.createObjectStore("entries", { keyPath: ["patient", "id"] });
      made.createObjectStore("outbox", { keyPath: ["patient", "id"] });
      made.createObjectStore("cache", { keyPath: ["patient", "name"] });
      made.createObjectStore("drafts", { keyPath: ["patient", "name"] });
    },
  });
  const stages = ["sent", "waiting", "waiting", "rejected"] as const;
  for (const [place, stage] of stages.entries()) {
    const id = `old-${place + 1}`;
    await db.put("entries", rowOf1(id));
    await db.put("outbox", {
      patient: "alice",
      id,
      sequence: place + 1,
      draft: draftOf1(id),
      stage,
      recorded_at: 1_795_467_600_000,
      not_before: 0,
      problem: stage === "rejected" ? { type: "about:blank", title: "Invalid", status: 422 } : null,
      theirs: null,
    });
  }
  await db.put("entries", { ...rowOf1("arrived"), number: 1, received_at: "2026-11-23T20:00:01Z" });
  await db.put("cache", { patient: "alice", name: "recovery", etag: '"1"', data: { sessions: ["a heron"] } });
  await db.put("drafts", { patient: "alice", name: "begun:phq-9", data: { day: "2026-11-23", answers: {} } });
  await db.put("meta", "phone-of-old", "device");
  await db.put("meta", 1, "cursor:alice");
  await db.put("meta", { id: "p", name: "Alice Heron", role: "patient", patient_id: "alice" }, "identity");
  db.close();
}

function draftOf1(id: string) {
  return {
    kind: "check_in",
    id,
    occurred_at: "2026-11-23T20:00:00Z",
    zone: "UTC",
    mood: 4,
    function: 5,
    note: { text: "a heron on one leg", private: true },
  };
}

function rowOf1(id: string) {
  const { kind, occurred_at, zone, mood, function: work, note } = draftOf1(id);
  return {
    patient: "alice",
    id,
    kind,
    replaces: null,
    occurred_at,
    zone,
    local_date: "2026-11-23",
    late: false,
    content: { kind, mood, function: work, note },
    number: null,
    recorded_at: 1_795_467_600_000,
    received_at: null,
  };
}

/** Everything a database holds, bytes read as text: what somebody sees who looks at the disk. */
export async function dump(name: string): Promise<string> {
  const db = await openDB(name);
  const all: unknown[] = [];
  for (const store of db.objectStoreNames) {
    all.push(store, await db.getAllKeys(store), (await db.getAll(store)).map(seen));
  }
  db.close();
  return JSON.stringify(all);
}

function seen(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString("latin1");
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer as ArrayBuffer).toString("latin1");
  if (value instanceof CryptoKey) return { extractable: value.extractable, usages: value.usages };
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, seen(part)]));
}
