import { computed, signal } from "@preact/signals";
import { localDay, occurredAt, rfc3339 } from "../core/dates.ts";
import type { Content, Draft, Revision, Row } from "../core/entries.ts";
import { contentOf } from "../core/entries.ts";
import { chains, days, running, speaksOfDanger } from "../core/journal.ts";
import { dependents, type Item, refused as refusedOf } from "../core/outbox.ts";
import { uuid7 } from "../core/uuid7.ts";
import * as disk from "../data/store.ts";
import { type Courier, type Outcome, type Sync, startCourier } from "../data/sync.ts";

/** The journal of whoever is signed in, and the verbs on it. Screens read the signals and call the verbs. */
export const rows = signal<readonly Row[]>([]);
export const outbox = signal<readonly Item[]>([]);
/** False where the browser lets nothing be kept: private browsing, mostly. */
export const canStore = signal(true);
/** The clinic has seen every entry up to this number. */
export const seen = signal(0);
export const link = signal<Outcome | "sending" | "closed">("closed");

export const allChains = computed(() => chains(rows.value));
export const allDays = computed(() => days(allChains.value));
export const episodes = computed(() => running(allChains.value));
/** What a person must decide on: conflicts and refused entries. */
export const refused = computed(() => refusedOf(outbox.value));
/** How many entries the clinic does not have yet. */
export const unsent = computed(() => outbox.value.length);

interface Open extends Sync {
  courier: Courier;
  others: BroadcastChannel;
}

let open: Open | null = null;
/** Whose rows may be shown: what is read for somebody else while they leave must not appear. */
let shown: string | null = null;

export function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function today(): string {
  return localDay(Date.now(), zone());
}

function newId(): string {
  return uuid7(Date.now(), (bytes) => crypto.getRandomValues(bytes));
}

/** Opens the journal of one patient and starts to keep it in step with the clinic. */
export async function openJournal(store: disk.Store, patient: string): Promise<void> {
  if (open?.patient === patient) return;
  await closeJournal();
  shown = patient;
  const sync: Sync = { store, patient, device: await deviceName(store), zone, now: Date.now };
  await disk.release(store, patient); // what was being filled in when the app was closed
  await show(sync);
  const others = new BroadcastChannel("journal");
  others.addEventListener("message", () => void show(sync));
  const arrived = async (outcome: Outcome) => {
    await show(sync);
    if (shown !== patient) return;
    link.value = outcome;
    others.postMessage("changed");
  };
  const told = (outcome: Outcome | "sending") => {
    if (outcome === "sending") link.value = outcome;
    else void arrived(outcome);
  };
  open = { ...sync, others, courier: startCourier(sync, told) };
}

export async function closeJournal(): Promise<void> {
  const closing = open;
  open = null;
  shown = null;
  link.value = "closed";
  rows.value = [];
  outbox.value = [];
  if (!closing) return;
  closing.others.close();
  await closing.courier.stop();
}

async function deviceName(store: disk.Store): Promise<string> {
  const known = await disk.readMeta<string>(store, "device");
  if (known) return known;
  const made = newId();
  await disk.writeMeta(store, "device", made);
  return made;
}

async function show(sync: Sync): Promise<void> {
  const journal = await disk.load(sync.store, sync.patient);
  if (shown !== sync.patient) return;
  rows.value = journal.rows;
  outbox.value = journal.outbox;
  seen.value = journal.seen;
}

async function changed(journal: Open): Promise<void> {
  await show(journal);
  journal.others.postMessage("changed");
  journal.courier.kick();
}

function opened(): Open {
  if (!open) throw new Error("no journal is open");
  return open;
}

interface When {
  /** The day it is about; today unless told otherwise. */
  day?: string;
  /** The very instant, where it is known. */
  at?: number;
  holdMs?: number;
}

/** Writes a new entry and answers its id. When this returns, it is on the device's disk. */
export async function record(
  content: Content,
  { day = today(), at, holdMs = 0 }: When = {},
): Promise<string> {
  const journal = opened();
  const now = Date.now();
  const instant = at ?? occurredAt(day, now, zone());
  const draft = draftOf(newId(), content, rfc3339(instant, zone()), zone(), null);
  await disk.record(journal.store, journal.patient, writing(draft, now, holdMs));
  void navigator.storage?.persist?.();
  await changed(journal);
  return draft.id;
}

/**
 * Changes an entry, and answers the id under which it now stands: in place while nobody else can have seen it,
 * otherwise by a new entry that replaces it. It keeps its day; a side effect's report is of now.
 */
export async function correct(id: string, content: Content, holdMs = 0): Promise<string> {
  const journal = opened();
  const row = rows.value.find((each) => each.id === id);
  if (!row) throw new Error("there is no such entry");
  const place = { journal, row, content, now: Date.now(), holdMs };
  if (await amendInPlace(place)) return id;
  const refusedItem = outbox.value.find((item) => item.id === id && item.stage === "rejected");
  return refusedItem ? mend(place, refusedItem) : replace(place);
}

interface Place {
  journal: Open;
  row: Row;
  content: Content;
  now: number;
  holdMs: number;
}

async function amendInPlace({ journal, row, content, now, holdMs }: Place): Promise<boolean> {
  const same = draftOf(row.id, content, row.occurred_at, row.zone, row.replaces);
  const done = await disk.amend(journal.store, journal.patient, {
    ...writing(same, now, holdMs),
    localDate: row.local_date,
    late: row.late,
  });
  if (done) await changed(journal);
  return done;
}

/** Writes again what was refused: a new entry in its place, for the clinic has never had the old one. */
async function mend(at: Place, item: Item): Promise<string> {
  const id = await replace(at, item.draft.replaces ?? null);
  await withdraw(item.id);
  return id;
}

async function replace(
  { journal, row, content, now, holdMs }: Place,
  replaces: string | null = row.id,
): Promise<string> {
  const report = content.kind === "side_effect";
  const draft = report
    ? draftOf(newId(), content, rfc3339(now, zone()), zone(), replaces)
    : draftOf(newId(), content, row.occurred_at, row.zone, replaces);
  const written = writing(draft, now, holdMs);
  const kept = report ? written : { ...written, localDate: row.local_date, late: row.late };
  await disk.record(journal.store, journal.patient, kept);
  await changed(journal);
  return draft.id;
}

function draftOf(
  id: string,
  content: Content,
  occurred: string,
  inZone: string,
  replaces: string | null,
): Draft {
  const envelope = { id, occurred_at: occurred, zone: inZone };
  return { ...content, ...(replaces === null ? envelope : { ...envelope, replaces }) };
}

/** The server's own rule for "filled in later": begun before the day turned and finished within an hour is not. */
const FILLING_IN_MS = 3_600_000;

function writing(draft: Draft, at: number, holdMs: number) {
  const localDate = localDay(Date.parse(draft.occurred_at), draft.zone);
  return { draft, localDate, late: localDate < localDay(at - FILLING_IN_MS, draft.zone), at, holdMs };
}

/** What is being filled in is finished: it may go. */
export async function finish(): Promise<void> {
  if (!open) return;
  const journal = open;
  await disk.release(journal.store, journal.patient);
  await changed(journal);
}

/** Takes back an entry that the clinic refused or does not have. */
export async function withdraw(id: string): Promise<void> {
  const journal = opened();
  await disk.withdraw(journal.store, journal.patient, id);
  await changed(journal);
}

/** What the person last wrote of a refused entry: its latest correction, if there is one. */
export function latestOf(item: Item): Draft {
  return dependents(outbox.value, item.id).at(-1)?.draft ?? item.draft;
}

/** Ends a conflict in favour of what this device holds: as a correction of what the clinic has. */
export async function keepMine(item: Item): Promise<void> {
  const journal = opened();
  const content = contentOf(latestOf(item));
  const theirs = item.theirs;
  if (theirs) {
    const now = Date.now();
    const other = theirs.id === item.id ? null : theirs;
    const draft = draftOf(newId(), content, occurredLike(item, other), (other ?? item.draft).zone, theirs.id);
    await disk.record(journal.store, journal.patient, writing(draft, now, 0));
  }
  await withdraw(item.id);
}

function occurredLike(item: Item, theirs: Revision | null): string {
  return item.draft.kind === "side_effect" ? rfc3339(Date.now(), zone()) : (theirs ?? item.draft).occurred_at;
}

/** Tries to send everything, and answers how many entries still wait. */
export async function flush(): Promise<number> {
  if (!open) return 0;
  const journal = open;
  await disk.release(journal.store, journal.patient);
  await journal.courier.flush();
  await show(journal);
  return outbox.value.length;
}

export function syncNow(): void {
  open?.courier.kick();
}

/** The last entry of these 24 hours that speaks of danger: a "not safe", or PHQ-9 item 9. */
export const danger = computed(() => {
  const since = Date.now() - 86_400_000;
  return rows.value
    .filter((row) => row.recorded_at >= since && speaksOfDanger(row.content))
    .sort((a, b) => b.recorded_at - a.recorded_at)
    .at(0);
});

/** The store and the patient, for what else is kept of them. */
export function place(): { store: disk.Store; patient: string } | null {
  return open ? { store: open.store, patient: open.patient } : null;
}
