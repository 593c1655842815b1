import { localDay } from "../core/dates.ts";
import type { Draft, Result, Row, SyncAnswer } from "../core/entries.ts";
import { contentOf, rowOf } from "../core/entries.ts";
import { type Item, isAmendable, nextBatch, step } from "../core/outbox.ts";
import type { Problem } from "../core/problem.ts";
import { change, type Plan, unsealAll, type View } from "./change.ts";
import { ofPatient, PLACES, readMeta, type Store, write } from "./database.ts";
import { type Ledger, merged, newLedger, readCopy, writeCopy } from "./ledger.ts";
import { lock, vaultOf } from "./seal.ts";

/**
 * The journal as the device has it. What was written and what must be sent change together, in one transaction that
 * is on disk before anybody is told that it is saved.
 */
export interface Journal {
  readonly rows: readonly Row[];
  readonly outbox: readonly Item[];
  /** The clinic has seen every entry up to this number. */
  readonly seen: number;
  readonly ledger: Ledger | undefined;
}

export async function load(store: Store, patient: string): Promise<Journal> {
  const vault = await vaultOf(store, patient);
  const tx = store.transaction(["entries", "outbox", "meta"]);
  const [rows, outbox, seen, ledger] = await Promise.all([
    tx.objectStore("entries").getAll(ofPatient(patient)),
    tx.objectStore("outbox").getAll(ofPatient(patient)),
    tx.objectStore("meta").get(`seen:${patient}`),
    tx.objectStore("meta").get(`ledger:${patient}`),
  ]);
  const items = await unsealAll<Item>(vault, "outbox", outbox);
  return {
    rows: await unsealAll<Row>(vault, "entries", rows),
    outbox: items.sort((a, b) => a.sequence - b.sequence),
    seen: typeof seen === "number" ? seen : 0,
    ledger: ledger as Ledger | undefined,
  };
}

/** What waits on this device, and the count of all that was written here. */
export type Queue = Pick<Journal, "outbox" | "ledger">;

export async function loadQueue(store: Store, patient: string): Promise<Queue> {
  const vault = await vaultOf(store, patient);
  const tx = store.transaction(["outbox", "meta"]);
  const [outbox, ledger] = await Promise.all([
    tx.objectStore("outbox").getAll(ofPatient(patient)),
    tx.objectStore("meta").get(`ledger:${patient}`),
  ]);
  const items = await unsealAll<Item>(vault, "outbox", outbox);
  return { outbox: items.sort((a, b) => a.sequence - b.sequence), ledger: ledger as Ledger | undefined };
}

export interface Writing {
  draft: Draft;
  localDate: string;
  late: boolean;
  at: number;
  /** What was added to the phone's clock to tell `at`. */
  skew?: number;
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
  return change(store, patient, (view) => added(view, patient, writing));
}

function added({ outbox, ledger: known }: View, patient: string, writing: Writing): Plan<Written> {
  const { draft, at, holdMs, skew = 0 } = writing;
  // What an older release left in the outbox was never counted: counting begins when that has arrived.
  const ledger = known ?? (outbox.length === 0 ? newLedger() : undefined);
  const sequence = Math.max(ledger?.written ?? 0, ...outbox.map((item) => item.sequence)) + 1;
  const after = step(outbox, { type: "recorded", patient, draft, sequence, at, skew, hold_ms: holdMs });
  const counted = ledger && after.length > outbox.length ? { ...ledger, written: sequence } : ledger;
  return { ...written(after, patient, writing), ledger: counted };
}

function written(outbox: readonly Item[], patient: string, writing: Writing): Plan<Written> {
  const row = rowOfWriting(patient, writing);
  const item = outbox.find(({ id }) => id === row.id);
  if (!item) throw new Error("what was written is not in the outbox");
  return { result: { row, item }, stays: true, outbox, rows: [row] };
}

/** Changes an entry that nobody else can have seen. Null, and nothing happens, where it may have been sent. */
export function amend(store: Store, patient: string, writing: Writing): Promise<Written | null> {
  const { draft, at, holdMs } = writing;
  return change<Written | null>(store, patient, ({ outbox }) => {
    const item = outbox.find((each) => each.id === draft.id);
    if (!item || !isAmendable(item)) return { result: null };
    return written(step(outbox, { type: "amended", draft, at, hold_ms: holdMs }), patient, writing);
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
  return change(store, patient, ({ outbox }) => ({
    result: undefined,
    outbox: step(outbox, { type: "released" }),
  }));
}

/** The phone's clock is wrong by `skew`: what was written by it, and nobody else has seen, is put right. */
export function retime(store: Store, patient: string, skew: number): Promise<void> {
  return change(store, patient, async (view) => {
    const outbox = step(view.outbox, { type: "retimed", skew });
    const moved = outbox.filter((item) => !view.outbox.includes(item));
    const rows = await Promise.all(moved.map(async (item) => movedRow(await view.row(item.id), item)));
    return { result: undefined, outbox, rows: rows.filter((row) => row !== undefined) };
  });
}

function movedRow(row: Row | undefined, { draft, recorded_at }: Item): Row | undefined {
  if (!row) return undefined;
  const { occurred_at, zone } = draft;
  const local_date =
    occurred_at === row.occurred_at ? row.local_date : localDay(Date.parse(occurred_at), zone);
  return { ...row, occurred_at, local_date, content: contentOf(draft), recorded_at };
}

/** The next batch to send, frozen from this moment on. */
export function takeBatch(store: Store, patient: string, now: number): Promise<readonly Draft[]> {
  return change(store, patient, ({ outbox }) => {
    const batch = nextBatch(outbox, now);
    const ids = batch.map((draft) => draft.id);
    return { result: batch, outbox: step(outbox, { type: "sending", ids }) };
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
  return change(store, patient, async (view) => {
    const { results, entries, cursor, seen } = answer;
    const rows = new Map<string, Row>();
    const safe = results.filter(({ status }) => status === "accepted" || status === "duplicate");
    for (const result of safe) {
      const row = await safeRow(view, patient, result, at);
      if (row) rows.set(row.id, row);
    }
    for (const revision of entries) {
      const isKept = revision.local_date >= since || rows.has(revision.id) || (await view.row(revision.id));
      if (isKept) rows.set(revision.id, rowOf(patient, revision));
    }
    return {
      result: undefined,
      outbox: step(view.outbox, { type: "answered", results }),
      rows: [...rows.values()],
      cursor,
      ...(seen ? { seen: seen.number } : {}),
    };
  });
}

/** The row of what the clinic has: as it says, or as it stands here. */
async function safeRow(view: View, patient: string, { id, entry }: Result, at: number) {
  if (entry) return rowOf(patient, entry);
  const row = id === null ? undefined : await view.row(id);
  return row && { ...row, received_at: row.received_at ?? new Date(at).toISOString() };
}

/** Marks one entry as refused, where the server refused the whole request because of it. */
export function refuse(store: Store, patient: string, id: string, problem: Problem): Promise<void> {
  return change(store, patient, ({ outbox }) => ({
    result: undefined,
    outbox: step(outbox, { type: "answered", results: [{ id, status: "rejected", problem }] }),
  }));
}

/**
 * Ends what became of a refused entry: it and its corrections leave the outbox and the journal on this device, what
 * the clinic holds stands, and `instead` is written, where the person wants something else there. All of it or nothing.
 */
export function decide(store: Store, patient: string, id: string, instead: Writing | null): Promise<void> {
  return change(store, patient, (view) => {
    const outbox = step(view.outbox, { type: "withdrawn", id });
    const kept = new Set(outbox.map((item) => item.id));
    const going = view.outbox.filter((item) => !kept.has(item.id));
    const ledger = view.ledger && { ...view.ledger, gone: view.ledger.gone + going.length };
    const theirs = going.flatMap((item) => (item.theirs ? [rowOf(patient, item.theirs)] : []));
    const left = { ledger, gone: going.map((item) => item.id), rows: theirs };
    if (!instead) return { ...left, result: undefined, outbox };
    const again = added({ ...view, outbox, ledger }, patient, instead);
    return { ...left, ...again, result: undefined, rows: [...theirs, ...(again.rows ?? [])] };
  });
}

export async function cursor(store: Store, patient: string): Promise<number> {
  return (await readMeta<number>(store, `cursor:${patient}`)) ?? 0;
}

/** The name under which the clinic counts what comes from here. An older release had one for all its patients. */
export async function deviceOf(store: Store, patient: string): Promise<string> {
  const ledger = await readMeta<Ledger>(store, `ledger:${patient}`);
  return ledger?.device ?? (await readMeta<string>(store, "device")) ?? "unnamed";
}

/** Where the database was cleared or put back to what it was, the count goes on from its copy. */
export async function recount(store: Store, patient: string): Promise<void> {
  const copy = await readCopy(patient);
  if (!copy) return;
  await change(store, patient, ({ ledger }) => ({ result: undefined, ledger: merged(ledger, copy) }));
}

/** The person has been told that `count` entries are missing. */
export function acceptMissing(store: Store, patient: string, count: number): Promise<void> {
  return change(store, patient, ({ ledger }) => ({
    result: undefined,
    ledger: ledger && { ...ledger, gone: ledger.gone + count },
  }));
}

/** How many entries were written here and are neither here nor at the clinic, which has `arrived` of them. */
export function missing({ ledger, outbox }: Queue, arrived: number): number {
  if (!ledger) return 0;
  return Math.max(0, ledger.written - ledger.gone - arrived - outbox.length);
}

/**
 * Clears what this device keeps of a person. What was not sent stays, sealed and for them alone, unless `unsent` says
 * to discard that too; where nothing stays, the key goes as well.
 */
export async function forget(
  store: Store,
  patient: string,
  { unsent }: { unsent: "keep" | "discard" },
): Promise<void> {
  const all = ofPatient(patient);
  const stays = unsent === "keep" && (await store.count("outbox", all)) > 0;
  if (!stays) await writeCopy(patient, null);
  const tx = write(store, ["meta", "keys", ...PLACES] as const);
  const waiting = stays ? await tx.objectStore("outbox").getAllKeys(all) : [];
  const kept = await Promise.all(waiting.map((key) => tx.objectStore("entries").get(key)));
  await tx.objectStore("entries").delete(all);
  for (const row of kept) if (row) await tx.objectStore("entries").put(row);
  await tx.objectStore("cache").delete(all);
  await tx.objectStore("drafts").delete(all);
  const meta = tx.objectStore("meta");
  const names = stays ? ["cursor", "seen"] : ["cursor", "seen", "ledger", "version"];
  for (const name of names) await meta.delete(`${name}:${patient}`);
  if (stays) {
    const version = ((await meta.get(`version:${patient}`)) as number | undefined) ?? 0;
    await meta.put(version + 1, `version:${patient}`);
  } else {
    await tx.objectStore("outbox").delete(all);
    await tx.objectStore("keys").delete(patient);
  }
  await tx.done;
  lock(store, patient);
}

/** Who used this device before, so that their rows can be cleared when somebody else signs in. */
export function patientsKept(store: Store): Promise<readonly string[]> {
  return store.getAllKeys("keys");
}
