import { computed, effect, signal } from "@preact/signals";
import type { Identity } from "../core/identity.ts";
import { type Needs, readableUntil } from "../core/proof.ts";
import { proveWith, Refused } from "../data/api.ts";
import { now } from "../data/clock.ts";
import { expired, identity, refresh, welcome } from "./identity.ts";
import { syncNow } from "./journal.ts";
import { recovery } from "./patient.ts";

/** What the person is being asked to prove who they are for; null: they are not being asked. */
export const asking = signal<Needs | null>(null);

const moment = signal(now());

/** Whether the days before yesterday may be shown: staff as long as they are signed in, patients for a while. */
export const readable = computed(
  () => identity.value?.role !== "patient" || moment.value < readableUntil(identity.value.verified_at),
);

let pending: Promise<boolean> | null = null;
let settle: (proven: boolean) => void = () => undefined;

/** Asks the person who they are, once for all who wait for it; answers whether they proved it. */
export function prove(needs: Needs): Promise<boolean> {
  if (!identity.value || expired.value) return Promise.resolve(false);
  if (pending) return pending;
  asking.value = needs;
  pending = new Promise<boolean>((resolve) => {
    settle = resolve;
  }).finally(() => {
    asking.value = null;
    pending = null;
  });
  return pending;
}

/** The person does not want to prove it now: what waits for it is not done. */
export function giveUp(): void {
  settle(false);
}

/** Takes in the server's answer to a proof, and goes on with what waited for it. Throws what the answer throws. */
export async function proven(answer: Promise<Identity>): Promise<void> {
  try {
    await welcome(await answer);
    settle(true);
  } catch (error) {
    if (error instanceof Refused && error.status === 401) await refresh();
    if (expired.value) settle(false);
    else throw error;
  }
}

/** Makes the calls of the app ask here, and notices when a proof has grown old. */
export function startVerifying(): void {
  proveWith(prove);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    moment.value = now();
  };
  effect(() => {
    const until = readableUntil(identity.value?.verified_at);
    clearTimeout(timer);
    look();
    if (until > now()) timer = setTimeout(look, until - now());
  });
  document.addEventListener("visibilitychange", look); // a phone that sleeps does not count
  effect(() => {
    if (readable.value && identity.value?.patient_id) freshen();
  });
}

/** What was held back, on either side, comes and goes. */
function freshen(): void {
  syncNow();
  void recovery.load();
}
