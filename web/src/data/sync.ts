import { addDays, localDay } from "../core/dates.ts";
import type { Draft, SyncAnswer } from "../core/entries.ts";
import { backoffMs, nextDue } from "../core/outbox.ts";
import { call, Refused } from "./api.ts";
import type { Store } from "./database.ts";
import { cursor, load, refuse, settle, takeBatch } from "./store.ts";

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
  device: string;
  zone: () => string;
  now: () => number;
}

const MAX_ROUNDS = 1_000;

/** Sends all that waits and fetches all that is new, until there is nothing more to do or it can't go on. */
export async function syncAll(sync: Sync): Promise<Outcome> {
  try {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const batch = await takeBatch(sync.store, sync.patient, sync.now());
      const more = batch.length > 0 ? await deliver(sync, batch) : await fetchNew(sync);
      if (!more && batch.length === 0) return "done";
    }
    return "unreachable";
  } catch (error) {
    return outcomeOf(error);
  }
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

async function post(sync: Sync, entries: readonly Draft[]): Promise<SyncAnswer> {
  const after = await cursor(sync.store, sync.patient);
  const body = { device: sync.device, schema: SCHEMA, after, entries };
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
}

export function keptSince(now: number, zone: string): string {
  return addDays(localDay(now, zone), -KEPT_DAYS);
}

function outcomeOf(error: unknown): Outcome {
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

export interface Courier {
  /** Something was written, or there is reason to hope: try now. */
  kick(): void;
  /** One full try, waited for. */
  flush(): Promise<Outcome>;
  /** Ends it; resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;

/**
 * Syncs whenever there is reason to: at once, when something is written, back online, looked at again, each minute
 * while open, and after a failure later and later. One tab at a time, by a lock that the browser releases even
 * when a tab dies.
 */
export function startCourier(sync: Sync, told: (outcome: Outcome | "sending") => void): Courier {
  let stopped = false;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let under: Promise<Outcome> = Promise.resolve("done");

  const later = (ms: number, act: () => void) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(act, ms);
  };

  /** What is held back goes when it is due; with nothing held, a look each minute while somebody looks. */
  const whenDue = async () => {
    const due = nextDue((await load(sync.store, sync.patient)).outbox, sync.now());
    if (due === null) later(EVERY_MS, lookedAt);
    else later(Math.min(EVERY_MS, due - sync.now() + 50), kick);
  };

  const run = async (): Promise<Outcome> => {
    if (stopped) return "done";
    told("sending");
    const outcome = await navigator.locks.request("journal-sync", () => syncAll(sync));
    if (stopped) return outcome;
    attempt = outcome === "unreachable" ? attempt + 1 : 0;
    told(outcome);
    if (outcome === "unreachable") later(backoffMs(attempt - 1, Math.random()), kick);
    else if (outcome === "done") await whenDue();
    return outcome;
  };

  let queued = false;
  const flush = (): Promise<Outcome> => {
    if (!queued) {
      queued = true; // one run under way and one after it see everything that was written before now
      under = under
        .then(() => {
          queued = false;
          return run();
        })
        .catch((): Outcome => "unreachable");
    }
    return under;
  };

  function kick(): void {
    void flush();
  }

  function lookedAt(): void {
    if (document.visibilityState === "visible") kick();
  }

  addEventListener("online", kick);
  document.addEventListener("visibilitychange", lookedAt);
  kick();

  return {
    kick,
    flush,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      removeEventListener("online", kick);
      document.removeEventListener("visibilitychange", lookedAt);
      await under;
    },
  };
}
