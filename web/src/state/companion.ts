/**
 * A companion's phone for a day: what the pass opens, and what was reported. A report is held until the clinic's
 * server has named it; nothing is written to the device, because it is somebody else's health.
 */
import { computed, effect, signal } from "@preact/signals";
import { type Companionship, type Held, settled, waitBefore } from "../core/companion.ts";
import { rfc3339 } from "../core/dates.ts";
import { uuid7 } from "../core/uuid7.ts";
import { Refused, Unreachable } from "../data/api.ts";
import { now } from "../data/clock.ts";
import * as api from "../data/companion.ts";

/** Null until somebody has come in with a pass. */
export const companionship = signal<Companionship | null>(null);
export const held = signal<readonly Held[]>([]);
/** The pass has run out, or was ended: what still waits must be told by phone. */
export const ended = signal(false);

const waiting = computed(() => held.value.filter(({ state }) => state === "waiting"));

/** What came of trying to come in. */
export type Entered = "in" | "wrong" | "slow" | "offline";

export function enter(code: string): Promise<Entered> {
  return comeIn(api.begin(code.trim()));
}

/** Comes in again with the pass this phone has used before. */
export function resume(): Promise<Entered> {
  return comeIn(api.companionship());
}

const TOO_MANY = 429;

async function comeIn(work: Promise<Companionship>): Promise<Entered> {
  try {
    companionship.value = await work;
    ended.value = false;
    send();
    return "in";
  } catch (error) {
    if (error instanceof Unreachable) return "offline";
    if (!(error instanceof Refused)) throw error;
    return error.status === TOO_MANY ? "slow" : "wrong";
  }
}

/** Takes down what was seen, and sends it as soon as it can. Resolves to nothing: the page shows what becomes of it. */
export function report(effect: string, severity: number, interference: number): void {
  const at = now();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const instant = rfc3339(at, zone);
  const id = uuid7(at, (bytes) => crypto.getRandomValues(bytes));
  const written = { id, effect, severity, interference, started_at: instant, occurred_at: instant, zone };
  held.value = [...held.value, { report: written, at, state: "waiting" }];
  send();
}

let sending = false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sends what waits, now and then again, until all of it has been named. */
function send(): void {
  clearTimeout(timer);
  if (sending || ended.value || waiting.value.length === 0) return;
  sending = true;
  void sendOnce().finally(() => {
    sending = false;
    if (waiting.value.length) timer = setTimeout(send, pause);
  });
}

let pause = 0;

async function sendOnce(): Promise<void> {
  const reports = waiting.value.map((each) => each.report);
  try {
    const results = await api.report(reports);
    held.value = settled(held.value, results); // read only now: more may have been reported meanwhile
    failures = 0;
    pause = 0;
  } catch (error) {
    pause = waitBefore(failures, Math.random());
    failures += 1;
    if (error instanceof Refused) answer(error, reports);
    else if (!(error instanceof Unreachable)) throw error;
  }
}

const OVER: ReadonlySet<number> = new Set([401, 403, 404]);

/** The server's no: the pass is over, it asks for patience, or these reports cannot be taken as they are. */
function answer({ status, retryAfter }: Refused, reports: readonly { id: string }[]): void {
  if (OVER.has(status)) ended.value = true;
  else if (status === TOO_MANY) pause = Math.max(pause, (retryAfter ?? 0) * 1000);
  else if (status < 500)
    held.value = settled(
      held.value,
      reports.map(({ id }) => ({ id, status: "rejected" })),
    );
}

/** Sends when the line is back, and warns before a page with unsent reports is closed; until told to stop. */
export function watchLine(): () => void {
  const warn = (event: BeforeUnloadEvent) => event.preventDefault();
  const unwatch = effect(() => {
    removeEventListener("beforeunload", warn);
    if (waiting.value.length) addEventListener("beforeunload", warn);
  });
  addEventListener("online", send);
  return () => {
    unwatch();
    removeEventListener("beforeunload", warn);
    removeEventListener("online", send);
  };
}
