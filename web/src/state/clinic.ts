/**
 * What the clinic's screens share: the worklist, the alerts, and the ear on what is new. The list shown never
 * changes by itself: a newer one waits beside it until the reader asks for it.
 */
import { computed, signal } from "@preact/signals";
import type { Alert, ClinicEvent, Outcome, RulePrecision, Worklist } from "../core/clinic.ts";
import { addDays } from "../core/dates.ts";
import type { Day } from "../core/recovery.ts";
import { Refused, Unreachable } from "../data/api.ts";
import * as api from "../data/clinic.ts";
import { signedOutByServer } from "./identity.ts";

/** The list on the screen, and a newer one that waits. Null until the first has come. */
export const list = signal<Worklist | null>(null);
const waiting = signal<Worklist | null>(null);
/** How many rows of the waiting list are new or different. */
export const news = computed(() => changedRows(list.value, waiting.value));

export const alerts = signal<readonly Alert[] | null>(null);
/** Why the last call did not work, for a quiet line under the menu; null when it did. */
export const trouble = signal<"offline" | "failed" | null>(null);

/**
 * The answer of a call, or undefined when there is none: `trouble` then says why, and a sign-in that has run
 * out leads to the door. What the server refuses on purpose (404, 409, 422) is the caller's to answer.
 */
export async function attempt<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    const answer = await work;
    trouble.value = null;
    return answer;
  } catch (error) {
    if (error instanceof Unreachable) trouble.value = "offline";
    else if (error instanceof Refused && error.status === 401) signedOutByServer();
    else if (error instanceof Refused && error.status < 500) throw error;
    else trouble.value = "failed";
    return undefined;
  }
}

/** Shows the list as it is now. */
export async function loadWorklist(): Promise<void> {
  const [newest, open] = await Promise.all([attempt(api.worklist()), attempt(api.alerts(withClosed))]);
  if (newest) {
    list.value = newest;
    waiting.value = null;
  }
  if (open) alerts.value = open;
}

/** Shows the list that waits. */
export function showNews(): void {
  if (!waiting.value) return;
  list.value = waiting.value;
  waiting.value = null;
}

/** Whether closed alerts are shown too: then every look asks for them, and none takes them off the screen again. */
let withClosed = false;

export async function loadAlerts(all = false): Promise<void> {
  withClosed = all;
  const found = await attempt(api.alerts(all));
  if (found) alerts.value = found;
}

/** What came of taking or closing an alert: done, somebody else was first, or the server was not reached. */
export type Settled = "done" | "first" | "failed";

/** Makes an alert the reader's own. */
export function take(alert: string): Promise<Settled> {
  return settle(api.acknowledge(alert));
}

/** Makes somebody else's alert the reader's own. */
export function takeOver(alert: string): Promise<Settled> {
  return settle(api.takeOver(alert));
}

/** Closes an alert with what came of it, in words where there are any. */
export function close(alert: string, outcome: Outcome, note: string): Promise<Settled> {
  return settle(api.resolve(alert, outcome, note.trim()));
}

/** How many alerts led to an action, by rule, of those closed in the days up to `today`. */
export const precision = signal<readonly RulePrecision[] | null>(null);

export const PRECISION_DAYS = 90;

export async function loadPrecision(today: Day): Promise<void> {
  precision.value = (await attempt(api.precision(addDays(today, -PRECISION_DAYS), today))) ?? precision.value;
}

const CONFLICT = 409;

async function settle(work: Promise<Alert>): Promise<Settled> {
  const settled = await outcomeOf(work);
  if (settled !== "failed") await loadWorklist();
  return settled;
}

async function outcomeOf(work: Promise<Alert>): Promise<Settled> {
  try {
    return (await attempt(work)) ? "done" : "failed";
  } catch (error) {
    if (error instanceof Refused && error.status === CONFLICT) return "first";
    throw error;
  }
}

type Listener = (event: ClinicEvent) => void;
const listeners = new Set<Listener>();

/** Hears every event until the function it returns is called. */
export function onClinicEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Many entries of one phone arrive within a moment: one look at the end is enough. */
const SETTLE_MS = 400;

/** In a clinic with many patients somebody always writes: a list that long is not fetched again at every entry. */
const MANY = 200;
const REST_MS = 5_000;

/** Listens for as long as the clinic's screens are open. */
export function startListening(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looked = 0;
  const look = () => {
    clearTimeout(timer);
    const many = (list.value?.patients.length ?? 0) > MANY;
    const wait = many ? Math.max(SETTLE_MS, looked + REST_MS - Date.now()) : SETTLE_MS;
    timer = setTimeout(() => {
      looked = Date.now();
      void lookForNews();
    }, wait);
  };
  const stop = api.listen(
    (event) => {
      for (const listener of listeners) listener(event);
      look();
    },
    () => {
      for (const listener of listeners) listener({ kind: "journal", patient: "*", number: 0 });
      look();
    },
  );
  return () => {
    clearTimeout(timer);
    stop();
  };
}

async function lookForNews(): Promise<void> {
  const [newest, open] = await Promise.all([attempt(api.worklist()), attempt(api.alerts(withClosed))]);
  if (open) alerts.value = open;
  if (!newest) return;
  if (list.value) waiting.value = newest;
  else list.value = newest;
}

/** Rows of `newer` that are not in `shown` just so. */
export function changedRows(shown: Worklist | null, newer: Worklist | null): number {
  if (!shown || !newer) return 0;
  const before = new Map(shown.patients.map((row) => [row.id, JSON.stringify(row)]));
  return newer.patients.filter((row) => before.get(row.id) !== JSON.stringify(row)).length;
}
