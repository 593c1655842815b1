import { addDays, localDay } from "../core/dates.ts";
import type { Draft, SyncAnswer } from "../core/entries.ts";
import { call, Refused } from "./api.ts";
import { Left } from "./change.ts";
import type { Store } from "./database.ts";
import { readWaiting, writeWaiting } from "./kept.ts";
import { cursor, deviceOf, loadQueue, missing, refuse, retime, settle, takeBatch } from "./store.ts";

/** The version of the entries' shape that this app speaks. */
export const SCHEMA = 1;
/** How much of the journal the device keeps, in days. */
export const KEPT_DAYS = 120;

export type Outcome =
  | "done"
  /** No connection, or a server that asks for patience: tried again by itself. */
  | "unreachable"
  /** The sign-in has run out. The queue stays. */
  | "signed-out"
  /** The app is too old to be understood. The queue stays. */
  | "too-old"
  /** The server does not let this person write here. The queue stays. */
  | "not-allowed";

export interface Sync {
  store: Store;
  patient: string;
  zone: () => string;
  now: () => number;
  /** What is added to the phone's clock; null while the server has not said what time it is. */
  skew: () => number | null;
}

/** How a try ended, and how long the server asks to be left alone. */
export interface Try {
  outcome: Outcome;
  waitMs: number;
}

/** Held by whoever sends: a tab, or the service worker. The browser releases it even when that one dies. */
export const SENDING = "journal-sync";

const MAX_ROUNDS = 1_000;

/** Sends all that waits and fetches all that is new, until there is nothing more to do or it can't go on. */
export async function syncAll(sync: Sync): Promise<Try> {
  try {
    await askTheTime(sync);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const batch = await takeBatch(sync.store, sync.patient, sync.now());
      const more = batch.length > 0 ? await deliver(sync, batch) : await hear(sync);
      if (!more && batch.length === 0) return { outcome: "done", waitMs: 0 };
    }
    return { outcome: "unreachable", waitMs: 0 };
  } catch (error) {
    return { outcome: outcomeOf(error), waitMs: waitOf(error) };
  }
}

/**
 * Before the first entries of a visit leave, the server is heard: a clock that is two days wrong would put them on the
 * wrong day, and what has been sent cannot be put right any more.
 */
async function askTheTime(sync: Sync): Promise<void> {
  const { outbox } = await loadQueue(sync.store, sync.patient);
  if (!outbox.some(({ stage }) => stage === "waiting")) return;
  if (sync.skew() === null) {
    try {
      await fetchNew(sync);
    } catch (error) {
      if (sync.skew() === null) throw error; // a refusal says the time, too
    }
  }
  await retime(sync.store, sync.patient, sync.skew() ?? 0);
}

/** What is new, and, while an alert waits, whether somebody has taken it. */
async function hear(sync: Sync): Promise<boolean> {
  if ((await readWaiting(sync.store, sync.patient)) === null) return fetchNew(sync);
  const answer = await post(sync, []);
  await take(sync, answer);
  return answer.more;
}

/** How many entries were written on this device and are neither here nor at the clinic. Throws what `call` throws. */
export async function countMissing(sync: Sync): Promise<number> {
  const { ledger } = await loadQueue(sync.store, sync.patient);
  if (!ledger) return 0;
  const answer = await post(sync, [], true);
  await take(sync, answer);
  return missing(await loadQueue(sync.store, sync.patient), answer.arrived ?? 0);
}

/**
 * Posts a batch. Where the server refuses the request as a whole, the batch is halved until the one entry that it
 * can't read stands alone: that one is marked, and it blocks nobody.
 */
async function deliver(sync: Sync, batch: readonly Draft[]): Promise<boolean> {
  try {
    await take(sync, await post(sync, batch));
  } catch (error) {
    if (!(error instanceof Refused) || ![400, 413, 422].includes(error.status)) throw error;
    const [first, ...others] = batch;
    if (first && others.length === 0) {
      await refuse(sync.store, sync.patient, first.id, error.problem);
      return true;
    }
    const middle = Math.ceil(batch.length / 2);
    await deliver(sync, batch.slice(0, middle));
    await deliver(sync, batch.slice(middle));
  }
  return true;
}

async function post(sync: Sync, entries: readonly Draft[], tally = false): Promise<SyncAnswer> {
  const after = await cursor(sync.store, sync.patient);
  const device = await deviceOf(sync.store, sync.patient);
  const body = { device, schema: SCHEMA, after, entries, ...(tally ? { tally } : {}) };
  return call<SyncAnswer>("POST", `/patients/${sync.patient}/journal`, body);
}

async function fetchNew(sync: Sync): Promise<boolean> {
  const after = await cursor(sync.store, sync.patient);
  const path = `/patients/${sync.patient}/journal?after=${after}`;
  const answer = await call<Omit<SyncAnswer, "results">>("GET", path);
  await take(sync, { ...answer, results: [] });
  return answer.more;
}

async function take(sync: Sync, answer: SyncAnswer): Promise<void> {
  const at = sync.now();
  await settle(sync.store, sync.patient, answer, { at, since: keptSince(at, sync.zone()) });
  if (answer.alerts !== undefined) await writeWaiting(sync.store, sync.patient, answer.alerts);
}

export function keptSince(now: number, zone: string): string {
  return addDays(localDay(now, zone), -KEPT_DAYS);
}

function waitOf(error: unknown): number {
  return error instanceof Refused ? (error.retryAfter ?? 0) * 1000 : 0;
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof Left) return "signed-out";
  if (!(error instanceof Refused)) return "unreachable";
  switch (error.status) {
    case 401:
      return "signed-out";
    case 426:
      return "too-old";
    case 403:
    case 404:
      return "not-allowed";
    default:
      return "unreachable";
  }
}
