import type { Draft, Row, SyncAnswer } from "../core/entries.ts";
import { contentOf, rowOf } from "../core/entries.ts";
import { type Item, isAmendable, nextBatch, type Event as OutboxEvent, step } from "../core/outbox.ts";
import type { Problem } from "../core/problem.ts";
import { ofPatient, readMeta, type Store, write } from "./database.ts";

/**
 * The journal as the device has it. What was written and what must be sent change together, in one transaction that
 * is on disk before anybody is told that it is saved.
 */
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
  return {
    rows,
    outbox: outbox.sort((a, b) => a.sequence - b.sequence),
    seen: typeof seen === "number" ? seen : 0,
  };
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

export interface Writing {
  draft: Draft;
  localDate: string;
  late: boolean;
  at: number;
  /** How long to hold it back, because it is still being filled in. */
  holdMs: number;
}

/** An entry as it was written: its place in the journal, and in the outbox. */
export interface Written {
  readonly row: Row;
  readonly item: Item;
}

/** Writes a new entry: it is in the journal and on its way, or neither. */
export function record(store: Store, patient: string, writing: Writing): Promise<Written> {
  return change(store, patient, (tx, outbox) => add(tx, outbox, patient, writing));
}

async function add(
  tx: Writable,
  outbox: readonly Item[],
  patient: string,
  writing: Writing,
): Promise<Written> {
  const { draft, at, holdMs } = writing;
  const sequence = Math.max(0, ...outbox.map((item) => item.sequence)) + 1;
  const after = await advance(tx, outbox, {
    type: "recorded",
    patient,
    draft,
    sequence,
    at,
    hold_ms: holdMs,
  });
  return written(tx, after, patient, writing);
}

async function written(
  tx: Writable,
  outbox: readonly Item[],
  patient: string,
  writing: Writing,
): Promise<Written> {
  const row = rowOfWriting(patient, writing);
  await tx.objectStore("entries").put(row);
  const item = outbox.find(({ id }) => id === row.id);
  if (!item) throw new Error("what was written is not in the outbox");
  return { row, item };
}

/** Changes an entry that nobody else can have seen. Null, and nothing happens, where it may have been sent. */
export function amend(store: Store, patient: string, writing: Writing): Promise<Written | null> {
  const { draft, at, holdMs } = writing;
  return change(store, patient, async (tx, outbox) => {
    const item = outbox.find((each) => each.id === draft.id);
    if (!item || !isAmendable(item)) return null;
    const after = await advance(tx, outbox, { type: "amended", draft, at, hold_ms: holdMs });
    return written(tx, after, patient, writing);
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

/**
 * Ends what became of a refused entry: it and its corrections leave the outbox and the journal on this device, what
 * the clinic holds stands, and `instead` is written, where the person wants something else there. All of it or nothing.
 */
export function decide(store: Store, patient: string, id: string, instead: Writing | null): Promise<void> {
  return change(store, patient, async (tx, outbox) => {
    const after = await advance(tx, outbox, { type: "withdrawn", id });
    const kept = new Set(after.map((item) => item.id));
    for (const item of outbox) {
      if (kept.has(item.id)) continue;
      await tx.objectStore("entries").delete([patient, item.id]);
      if (item.theirs) await tx.objectStore("entries").put(rowOf(patient, item.theirs));
    }
    if (instead) await add(tx, after, patient, instead);
  });
}

export async function cursor(store: Store, patient: string): Promise<number> {
  return (await readMeta<number>(store, `cursor:${patient}`)) ?? 0;
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
