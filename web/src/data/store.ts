import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Draft, Row, SyncAnswer } from "../core/entries.ts";
import { contentOf, rowOf } from "../core/entries.ts";
import { type Item, isAmendable, nextBatch, type Event as OutboxEvent, step } from "../core/outbox.ts";
import type { Problem } from "../core/problem.ts";

/**
 * What the device keeps, in IndexedDB. Everything of a person lies under their patient id, and every function
 * here takes it: there is no reading across persons. What was written and what must be sent change together, in
 * one transaction that is on disk (`durability: "strict"`) before anybody is told that it is saved.
 */
interface Schema extends DBSchema {
  /** Of the device: who is signed in, the crisis numbers, the device's name. And each patient's cursor. */
  meta: { key: string; value: unknown };
  entries: { key: [patient: string, id: string]; value: Row };
  outbox: { key: [patient: string, id: string]; value: Item };
  /** Answers of the server kept for offline use, with their ETag. */
  cache: { key: [patient: string, name: string]; value: Cached };
  /** What is begun and not yet written: half a questionnaire. */
  drafts: { key: [patient: string, name: string]; value: Kept };
}

interface Cached {
  patient: string;
  name: string;
  etag: string | null;
  data: unknown;
}

interface Kept {
  patient: string;
  name: string;
  data: unknown;
}

export type Store = IDBPDatabase<Schema>;
type StoreName = "meta" | "entries" | "outbox" | "cache" | "drafts";

const VERSION = 1;

export function openStore(name = "journal"): Promise<Store> {
  return openDB<Schema>(name, VERSION, {
    upgrade(db) {
      db.createObjectStore("meta");
      db.createObjectStore("entries", { keyPath: ["patient", "id"] });
      db.createObjectStore("outbox", { keyPath: ["patient", "id"] });
      db.createObjectStore("cache", { keyPath: ["patient", "name"] });
      db.createObjectStore("drafts", { keyPath: ["patient", "name"] });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close(); // a newer version of the app is waiting in another tab
    },
  });
}

/** Every key of one patient: ids are text, and an array sorts after all text. */
function ofPatient(patient: string): IDBKeyRange {
  return IDBKeyRange.bound([patient], [patient, []]);
}

function write<Names extends readonly StoreName[]>(store: Store, names: Names) {
  return store.transaction([...names] as unknown as Names, "readwrite", { durability: "strict" });
}

export async function readMeta<T>(store: Store, key: string): Promise<T | undefined> {
  return (await store.get("meta", key)) as T | undefined;
}

export async function writeMeta(store: Store, key: string, value: unknown): Promise<void> {
  const tx = write(store, ["meta"] as const);
  if (value === undefined) await tx.objectStore("meta").delete(key);
  else await tx.objectStore("meta").put(value, key);
  await tx.done;
}

export interface Journal {
  readonly rows: readonly Row[];
  readonly outbox: readonly Item[];
  /** The clinic has seen every entry up to this number. */
  readonly seen: number;
}

export async function load(store: Store, patient: string): Promise<Journal> {
  const tx = store.transaction(["entries", "outbox", "meta"]);
  const [rows, outbox, seen] = await Promise.all([
    tx.objectStore("entries").getAll(ofPatient(patient)),
    tx.objectStore("outbox").getAll(ofPatient(patient)),
    tx.objectStore("meta").get(`seen:${patient}`),
  ]);
  return { rows, outbox: outbox.sort((a, b) => a.sequence - b.sequence), seen: typeof seen === "number" ? seen : 0 };
}

type Writable = ReturnType<typeof write<readonly ["meta", "entries", "outbox"]>>;

/** Opens the one transaction in which the journal changes, hands out the outbox, and waits until it is on disk. */
async function change<T>(
  store: Store,
  patient: string,
  act: (tx: Writable, outbox: readonly Item[]) => Promise<T>,
): Promise<T> {
  const tx = write(store, ["meta", "entries", "outbox"] as const);
  try {
    const outbox = await tx.objectStore("outbox").getAll(ofPatient(patient));
    const result = await act(tx, outbox);
    await tx.done;
    return result;
  } catch (error) {
    await tx.done.catch(() => undefined);
    throw error;
  }
}

/** Takes the outbox a step further and writes what differs. */
async function advance(tx: Writable, outbox: readonly Item[], event: OutboxEvent): Promise<readonly Item[]> {
  const after = step(outbox, event);
  const before = new Map(outbox.map((item) => [item.id, item]));
  const rows = tx.objectStore("outbox");
  for (const item of after) {
    if (before.get(item.id) !== item) await rows.put(item);
    before.delete(item.id);
  }
  for (const item of before.values()) await rows.delete([item.patient, item.id]);
  return after;
}

interface Writing {
  draft: Draft;
  localDate: string;
  late: boolean;
  at: number;
  /** How long to hold it back, because it is still being filled in. */
  holdMs: number;
}

/** Writes a new entry: it is in the journal and on its way, or neither. */
export function record(store: Store, patient: string, writing: Writing): Promise<void> {
  const { draft, at, holdMs } = writing;
  return change(store, patient, async (tx, outbox) => {
    const sequence = Math.max(0, ...outbox.map((item) => item.sequence)) + 1;
    await advance(tx, outbox, { type: "recorded", patient, draft, sequence, at, hold_ms: holdMs });
    await tx.objectStore("entries").put(rowOfWriting(patient, writing));
  });
}

/** Changes an entry that nobody else can have seen. False, and nothing happens, where it may have been sent. */
export function amend(store: Store, patient: string, writing: Writing): Promise<boolean> {
  const { draft, at, holdMs } = writing;
  return change(store, patient, async (tx, outbox) => {
    const item = outbox.find((each) => each.id === draft.id);
    if (!item || !isAmendable(item)) return false;
    await advance(tx, outbox, { type: "amended", draft, at, hold_ms: holdMs });
    await tx.objectStore("entries").put(rowOfWriting(patient, writing));
    return true;
  });
}

function rowOfWriting(patient: string, { draft, localDate, late, at }: Writing): Row {
  return {
    patient,
    id: draft.id,
    kind: draft.kind,
    replaces: draft.replaces ?? null,
    occurred_at: draft.occurred_at,
    zone: draft.zone,
    local_date: localDate,
    late,
    content: contentOf(draft),
    number: null,
    recorded_at: at,
    received_at: null,
  };
}

/** Nothing is held back any longer. */
export function release(store: Store, patient: string): Promise<void> {
  return change(store, patient, async (tx, outbox) => {
    await advance(tx, outbox, { type: "released" });
  });
}

/** The next batch to send, frozen from this moment on. */
export function takeBatch(store: Store, patient: string, now: number): Promise<readonly Draft[]> {
  return change(store, patient, async (tx, outbox) => {
    const batch = nextBatch(outbox, now);
    await advance(tx, outbox, { type: "sending", ids: batch.map((draft) => draft.id) });
    return batch;
  });
}

/**
 * Takes in what the server answered: each sent entry by its own result, what came from other devices, and the
 * cursor; all of it or nothing. Days before `since` are not kept on the device.
 */
export function settle(
  store: Store,
  patient: string,
  answer: SyncAnswer,
  { at, since }: { at: number; since: string },
): Promise<void> {
  return change(store, patient, async (tx, outbox) => {
    await advance(tx, outbox, { type: "answered", results: answer.results });
    const entries = tx.objectStore("entries");
    const safe = answer.results.filter(({ status }) => status === "accepted" || status === "duplicate");
    for (const { id, entry } of safe) {
      if (entry) await entries.put(rowOf(patient, entry));
      const row = entry || id === null ? undefined : await entries.get([patient, id]);
      if (row) await entries.put({ ...row, received_at: row.received_at ?? new Date(at).toISOString() });
    }
    for (const revision of answer.entries) {
      const row = await entries.get([patient, revision.id]);
      if (row || revision.local_date >= since) await entries.put(rowOf(patient, revision));
    }
    await tx.objectStore("meta").put(answer.cursor, `cursor:${patient}`);
    if (answer.seen) await tx.objectStore("meta").put(answer.seen.number, `seen:${patient}`);
  });
}

/** Marks one entry as refused, where the server refused the whole request because of it. */
export function refuse(store: Store, patient: string, id: string, problem: Problem): Promise<void> {
  return change(store, patient, async (tx, outbox) => {
    await advance(tx, outbox, { type: "answered", results: [{ id, status: "rejected", problem }] });
  });
}

/** Takes an entry, and what corrects it, out of the outbox and out of the journal on this device. */
export function withdraw(store: Store, patient: string, id: string): Promise<void> {
  return change(store, patient, async (tx, outbox) => {
    const after = await advance(tx, outbox, { type: "withdrawn", id });
    const kept = new Set(after.map((item) => item.id));
    for (const item of outbox) {
      if (!kept.has(item.id)) await tx.objectStore("entries").delete([patient, item.id]);
    }
  });
}

export async function cursor(store: Store, patient: string): Promise<number> {
  return (await readMeta<number>(store, `cursor:${patient}`)) ?? 0;
}

export async function readCache<T>(
  store: Store,
  patient: string,
  name: string,
): Promise<{ data: T; etag: string | null } | null> {
  const cached = await store.get("cache", [patient, name]);
  return cached ? { data: cached.data as T, etag: cached.etag } : null;
}

export async function writeCache(
  store: Store,
  patient: string,
  name: string,
  { data, etag }: { data: unknown; etag: string | null },
): Promise<void> {
  await store.put("cache", { patient, name, etag, data });
}

export async function readDraft<T>(store: Store, patient: string, name: string): Promise<T | null> {
  const kept = await store.get("drafts", [patient, name]);
  return kept ? (kept.data as T) : null;
}

export async function writeDraft(store: Store, patient: string, name: string, data: unknown): Promise<void> {
  if (data === null) await store.delete("drafts", [patient, name]);
  else await store.put("drafts", { patient, name, data });
}

/**
 * Clears what this device keeps of a person. What was not sent stays, for them alone, unless `unsent` says to
 * discard that too.
 */
export async function forget(
  store: Store,
  patient: string,
  { unsent }: { unsent: "keep" | "discard" },
): Promise<void> {
  const tx = write(store, ["meta", "entries", "outbox", "cache", "drafts"] as const);
  const all = ofPatient(patient);
  const waiting = unsent === "keep" ? await tx.objectStore("outbox").getAllKeys(all) : [];
  const kept = await Promise.all(waiting.map((key) => tx.objectStore("entries").get(key)));
  await tx.objectStore("entries").delete(all);
  for (const row of kept) if (row) await tx.objectStore("entries").put(row);
  if (unsent === "discard") await tx.objectStore("outbox").delete(all);
  await tx.objectStore("cache").delete(all);
  await tx.objectStore("drafts").delete(all);
  await tx.objectStore("meta").delete(`cursor:${patient}`);
  await tx.objectStore("meta").delete(`seen:${patient}`);
  await tx.done;
}

/** Who used this device before, so that their rows can be cleared when somebody else signs in. */
export async function patientsKept(store: Store): Promise<readonly string[]> {
  const keys = await store.getAllKeys("entries");
  return [...new Set(keys.map(([patient]) => patient))];
}
