import { batch, computed, signal } from "@preact/signals";
import { localDay, occurredAt, offsetMinutes, rfc3339 } from "../core/dates.ts";
import type { Content, Draft, Row, Waiting } from "../core/entries.ts";
import { contentOf, rowOf } from "../core/entries.ts";
import { chains, days, running, speaksOfDanger } from "../core/journal.ts";
import { dependents, type Item, refused as refusedOf } from "../core/outbox.ts";
import { saidByPhone } from "../core/retime.ts";
import { uuid7 } from "../core/uuid7.ts";
import { sendLater } from "../data/background.ts";
import { clockHeard, clockSkew, now } from "../data/clock.ts";
import { type Courier, startCourier } from "../data/courier.ts";
import type { Store } from "../data/database.ts";
import { readWaiting } from "../data/kept.ts";
import * as disk from "../data/store.ts";
import type { Outcome, Sync } from "../data/sync.ts";

/** The journal of whoever is signed in, and the verbs on it. Screens read the signals and call the verbs. */
export const rows = signal<readonly Row[]>([]);
export const outbox = signal<readonly Item[]>([]);
/** False where the browser lets nothing be kept: private browsing, mostly. */
export const canStore = signal(true);
/** The clinic has seen every entry up to this number. */
export const seen = signal(0);
/** Whether a journal is open: what is kept beside it can be read from then on. */
export const isOpen = signal(false);
export const link = signal<Outcome | "sending" | "closed">("closed");
/** The alert that waits for somebody of the clinic. */
export const waiting = signal<Waiting | null>(null);
/** Entries that were written on this device and are neither here nor at the clinic. */
export const lost = signal(0);

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

/** The day being lived; it turns while the app is open, too. */
export const day = signal(today());

const LOOK_EVERY_MS = 60_000;

export function startClock(): void {
  const look = () => {
    day.value = today();
  };
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener("visibilitychange", look);
}

export function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function today(): string {
  return localDay(now(), zone());
}

function newId(): string {
  return uuid7(now(), (bytes) => crypto.getRandomValues(bytes));
}

/** Opens the journal of one patient and starts to keep it in step with the clinic. */
export async function openJournal(store: Store, patient: string): Promise<void> {
  if (open?.patient === patient) return;
  await closeJournal();
  shown = patient;
  const sync: Sync = { store, patient, zone, now, skew: () => (clockHeard() ? clockSkew() : null) };
  await disk.recount(store, patient);
  await disk.release(store, patient); // what was being filled in when the app was closed
  await show(sync);
  const others = new BroadcastChannel("journal");
  others.addEventListener("message", () => void show(sync));
  const arrived = async (outcome: Outcome) => {
    await show(sync);
    if (shown !== patient) return;
    link.value = outcome;
    others.postMessage("changed");
    if (outcome === "unreachable" && unsent.value > 0) await sendLater();
  };
  const told = (outcome: Outcome | "sending") => {
    if (outcome === "sending") link.value = outcome;
    else void arrived(outcome);
  };
  const counted = (count: number) => {
    if (shown === patient) lost.value = count;
  };
  open = { ...sync, others, courier: startCourier(sync, { told, lost: counted }) };
  isOpen.value = true;
}

export async function closeJournal(): Promise<void> {
  const closing = open;
  open = null;
  isOpen.value = false;
  shown = null;
  link.value = "closed";
  rows.value = [];
  outbox.value = [];
  lost.value = 0;
  waiting.value = null;
  if (!closing) return;
  closing.others.close();
  await closing.courier.stop();
}

async function show(sync: Sync): Promise<void> {
  const journal = await disk.load(sync.store, sync.patient);
  const alert = await readWaiting(sync.store, sync.patient);
  if (shown !== sync.patient) return;
  batch(() => {
    rows.value = journal.rows;
    outbox.value = journal.outbox;
    seen.value = journal.seen;
    waiting.value = alert;
  });
}

async function changed(journal: Open): Promise<void> {
  await show(journal);
  tell(journal);
}

/** Shows what was just written without reading the journal again: the person is waiting for the receipt. */
function showWritten(journal: Open, { row, item }: disk.Written): void {
  if (shown !== journal.patient) return;
  batch(() => {
    rows.value = [...rows.value.filter(({ id }) => id !== row.id), row];
    outbox.value = [...outbox.value.filter(({ id }) => id !== item.id), item];
  });
  setTimeout(() => tell(journal)); // after the receipt is drawn
}

function tell(journal: Open): void {
  if (open !== journal) return;
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
  const written = now();
  const instant = at ?? occurredAt(day, written, zone());
  const draft = draftOf(newId(), content, rfc3339(instant, zone()), zone(), null);
  showWritten(journal, await disk.record(journal.store, journal.patient, writing(draft, written, holdMs)));
  void navigator.storage?.persist?.();
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
  const place = { journal, row, content, at: now(), holdMs };
  if (await amendInPlace(place)) return id;
  const refusedItem = outbox.value.find((item) => item.id === id && item.stage === "rejected");
  return refusedItem ? mend(place, refusedItem) : replace(place);
}

interface Place {
  journal: Open;
  row: Row;
  content: Content;
  at: number;
  holdMs: number;
}

async function amendInPlace({ journal, row, content, at, holdMs }: Place): Promise<boolean> {
  const same = draftOf(row.id, content, row.occurred_at, row.zone, row.replaces);
  const done = await disk.amend(journal.store, journal.patient, {
    ...writing(same, at, holdMs),
    localDate: row.local_date,
    late: row.late,
  });
  if (done) showWritten(journal, done);
  return done !== null;
}

async function replace(at: Place): Promise<string> {
  const { journal } = at;
  const written = await disk.record(journal.store, journal.patient, replacing(at, at.row.id));
  showWritten(journal, written);
  return written.row.id;
}

/** Writes again what was refused: a new entry in its place, for the clinic has never had the old one. */
async function mend(at: Place, item: Item): Promise<string> {
  const written = replacing(at, item.draft.replaces ?? null);
  await disk.decide(at.journal.store, at.journal.patient, item.id, written);
  await changed(at.journal);
  return written.draft.id;
}

function replacing({ row, content, at, holdMs }: Place, replaces: string | null): disk.Writing {
  const isReport = content.kind === "side_effect";
  const wasAhead = Date.parse(row.occurred_at) > at; // by a clock that has been put right since
  if (isReport || wasAhead) {
    return writing(draftOf(newId(), content, rfc3339(at, zone()), zone(), replaces), at, holdMs);
  }
  const draft = draftOf(newId(), content, row.occurred_at, row.zone, replaces);
  return { ...writing(draft, at, holdMs), localDate: row.local_date, late: row.late };
}

function draftOf(
  id: string,
  content: Content,
  occurred: string,
  inZone: string,
  replaces: string | null,
): Draft {
  const offset_minutes = offsetMinutes(Date.parse(occurred), inZone);
  const phone = saidByPhone(now(), clockSkew(), zone());
  const envelope = { id, occurred_at: occurred, zone: inZone, offset_minutes, ...phone };
  return { ...content, ...(replaces === null ? envelope : { ...envelope, replaces }) };
}

/** The server's own rule for "filled in later": begun before the day turned and finished within an hour is not. */
const FILLING_IN_MS = 3_600_000;

function writing(draft: Draft, at: number, holdMs: number) {
  const localDate = localDay(Date.parse(draft.occurred_at), draft.zone);
  return {
    draft,
    localDate,
    late: localDate < localDay(at - FILLING_IN_MS, draft.zone),
    at,
    skew: clockSkew(),
    holdMs,
  };
}

/** What is being filled in is finished: it may go. */
export async function finish(): Promise<void> {
  if (!open) return;
  const journal = open;
  await disk.release(journal.store, journal.patient);
  await changed(journal);
}

/** The person has read that entries are missing. */
export async function acceptLost(): Promise<void> {
  const journal = opened();
  await disk.acceptMissing(journal.store, journal.patient, lost.value);
  lost.value = 0;
}

/** Takes back an entry that the clinic refused: what the clinic holds stands. */
export async function withdraw(id: string): Promise<void> {
  const journal = opened();
  await disk.decide(journal.store, journal.patient, id, null);
  await changed(journal);
}

/** What the person last wrote of a refused entry: its latest correction, if there is one. */
export function latestOf(item: Item): Draft {
  return dependents(outbox.value, item.id).at(-1)?.draft ?? item.draft;
}

/** Ends a conflict in favour of what this device holds: as a correction of what the clinic has. */
export async function keepMine(item: Item): Promise<void> {
  if (!item.theirs) return withdraw(item.id);
  const journal = opened();
  const row = rowOf(journal.patient, item.theirs);
  const at = { journal, row, content: contentOf(latestOf(item)), at: now(), holdMs: 0 };
  await disk.decide(journal.store, journal.patient, item.id, replacing(at, row.id));
  await changed(journal);
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
  const since = now() - 86_400_000;
  return rows.value
    .filter((row) => row.recorded_at >= since && speaksOfDanger(row.content))
    .sort((a, b) => b.recorded_at - a.recorded_at)
    .at(0);
});

/** The store and the patient, for what else is kept of them. */
export function place(): { store: Store; patient: string } | null {
  return open ? { store: open.store, patient: open.patient } : null;
}
