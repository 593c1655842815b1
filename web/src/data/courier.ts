import { backoffMs, nextDue } from "../core/outbox.ts";
import { loadQueue } from "./store.ts";
import { countMissing, type Outcome, SENDING, type Sync, syncAll, type Try } from "./sync.ts";

export interface Courier {
  /** Something was written, or there is reason to hope: try now. */
  kick(): void;
  /** One full try, waited for. */
  flush(): Promise<Outcome>;
  /** Ends it; resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

export interface Tell {
  told(outcome: Outcome | "sending"): void;
  /** Entries of this device that are neither here nor at the clinic; counted once a visit. */
  lost(count: number): void;
}

const EVERY_MS = 60_000;

/**
 * Syncs whenever there is reason to: at once, when something is written, back online, looked at again, each minute
 * while open, and after a failure later and later, never before the server said. One tab at a time.
 */
export function startCourier(sync: Sync, tell: Tell): Courier {
  const { told } = tell;
  let stopped = false;
  let counted = false;
  let quietUntil = 0;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let under: Promise<Outcome> = Promise.resolve("done");

  const later = (ms: number, act: () => void) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(act, ms);
  };

  /** What is held back goes when it is due; with nothing held, a look each minute while somebody looks. */
  const whenDue = async () => {
    const due = nextDue((await loadQueue(sync.store, sync.patient)).outbox, sync.now());
    if (due === null) later(EVERY_MS, lookedAt);
    else later(Math.min(EVERY_MS, due - sync.now() + 50), kick);
  };

  /** While nobody else sends, here and at the clinic together must be all that was written. */
  const attend = async (): Promise<Try> => {
    const tried = await syncAll(sync);
    if (tried.outcome !== "done" || counted) return tried;
    const count = await countMissing(sync).catch(() => null);
    counted = count !== null; // unanswered: counted after the next try
    if (count !== null && !stopped) tell.lost(count);
    return tried;
  };

  const run = async (): Promise<Outcome> => {
    if (stopped) return "done";
    const wait = quietUntil - Date.now();
    if (wait > 0) {
      later(wait, kick);
      return "unreachable";
    }
    told("sending");
    const { outcome, waitMs } = await navigator.locks.request(SENDING, attend);
    if (stopped) return outcome;
    attempt = outcome === "unreachable" ? attempt + 1 : 0;
    quietUntil = Date.now() + waitMs;
    told(outcome);
    if (outcome === "unreachable") later(Math.max(waitMs, backoffMs(attempt - 1, Math.random())), kick);
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
