import { batch, computed, signal } from "@preact/signals";
import type { Row, Waiting } from "../core/entries.ts";
import { chains, dangerSince, days, running } from "../core/journal.ts";
import { type Item, refused as refusedOf } from "../core/outbox.ts";
import { sendLater } from "../data/background.ts";
import { clockHeard, clockSkew, now } from "../data/clock.ts";
import { type Courier, startCourier } from "../data/courier.ts";
import type { Store } from "../data/database.ts";
import { readWaiting } from "../data/kept.ts";
import * as disk from "../data/store.ts";
import type { Outcome, Sync } from "../data/sync.ts";
import { zone } from "./day.ts";

/** The journal of whoever is signed in. Screens read the signals; what writes in it stands in `writing.ts`. */
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

export interface Open extends Sync {
  courier: Courier;
  others: BroadcastChannel;
}

let open: Open | null = null;
/** Whose rows may be shown: what is read for somebody else while they leave must not appear. */
let shown: string | null = null;

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

export async function changed(journal: Open): Promise<void> {
  await show(journal);
  tell(journal);
}

/** Shows what was just written without reading the journal again: the person is waiting for the receipt. */
export function showWritten(journal: Open, { row, item }: disk.Written): void {
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

export function opened(): Open {
  if (!open) throw new Error("no journal is open");
  return open;
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

/** What was said in these 24 hours that speaks of danger. */
export const danger = computed(() => dangerSince(allChains.value, now() - 86_400_000));

/** The store and the patient, for what else is kept of them. */
export function place(): { store: Store; patient: string } | null {
  return open ? { store: open.store, patient: open.patient } : null;
}
