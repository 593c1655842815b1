import { signal } from "@preact/signals";
import { type Crisis, type Identity, NATIONAL_CRISIS } from "../core/identity.ts";
import { idle } from "../data/activity.ts";
import { call, Refused } from "../data/api.ts";
import { readMeta, type Store, writeMeta } from "../data/database.ts";
import { readIdentity, writeIdentity } from "../data/kept.ts";
import { forget, patientsKept } from "../data/store.ts";

/** Who is signed in; null: nobody. For a patient it is kept on the device, so that the app opens offline. */
export const identity = signal<Identity | null>(null);
/** False until it is known whether somebody is signed in, and while staff leave. */
export const ready = signal(false);
/** The sign-in has run out while the app was in use: what is written is kept, and waits. */
export const expired = signal(false);
export const crisis = signal<Crisis>(NATIONAL_CRISIS);

let store: Store | null = null;
/** Tells the other tabs who is here now. */
let tabs: BroadcastChannel | null = null;

/** Finds out who is there: from the device at once, from the server when it answers. */
export async function startIdentity(opened: Store | null): Promise<void> {
  store = opened;
  if (store) {
    crisis.value = (await readMeta<Crisis>(store, "crisis")) ?? NATIONAL_CRISIS;
    identity.value = await readIdentity(store);
  }
  if (identity.value) {
    ready.value = true;
    void refresh();
  } else {
    await refresh();
    ready.value = true;
  }
  tabs = new BroadcastChannel("identity");
  tabs.addEventListener("message", ({ data }) => {
    if (identity.value && identity.value.id !== data) startOver();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(watch, WATCH_EVERY_MS);
}

const WATCH_EVERY_MS = 60_000;

/** What changed elsewhere is noticed when the app is looked at again. */
function look(): void {
  if (identity.value && document.visibilityState === "visible") void refresh();
}

/** A desk that was left is covered once the sign-in has run out, not only when somebody next touches it. */
function watch(): void {
  if (identity.value && identity.value.role !== "patient" && !expired.value && idle()) void refresh();
}

/** Asks the server who is signed in. No answer changes nothing. */
export async function refresh(): Promise<void> {
  try {
    if (await isLeaving()) await leave();
    await welcome(await call<Identity>("GET", "/me"));
  } catch (error) {
    if (error instanceof Refused && error.status === 401) signedOutByServer();
  }
}

/** Nothing that was begun is lost: a patient keeps their screens and their queue, staff what they were typing. */
export function signedOutByServer(): void {
  if (identity.value) expired.value = true;
}

/** Lets in whom the server has just named. */
export async function welcome(person: Identity): Promise<void> {
  if (store) {
    await clearOthers(store, person.patient_id ?? null);
    await writeMeta(store, LEAVING, undefined);
    await writeMeta(store, "crisis", person.crisis);
    await writeIdentity(store, person.role === "patient" ? person : null);
  }
  tabs?.postMessage(person.id);
  if (identity.value && identity.value.id !== person.id) return startOver();
  crisis.value = person.crisis;
  expired.value = false;
  if (JSON.stringify(identity.value) !== JSON.stringify(person)) identity.value = person;
}

/** Draws the app anew, from nothing: what one person saw must not stand there for the next. */
function startOver(): void {
  location.replace("/");
}

/** What others wrote here and the clinic has is cleared; what they could not send waits for them alone. */
async function clearOthers(opened: Store, patient: string | null): Promise<void> {
  for (const other of await patientsKept(opened)) {
    if (other !== patient) await forget(opened, other, { unsent: "keep" });
  }
}

/** Ends the sign-in here and on the server, as far as it can be reached. */
export async function signOut(unsent: "keep" | "discard" = "keep"): Promise<void> {
  const patient = identity.value?.patient_id;
  const isStaff = identity.value !== null && identity.value.role !== "patient";
  if (store) {
    await writeMeta(store, LEAVING, true);
    await writeIdentity(store, null);
    if (patient) await forget(store, patient, { unsent });
  }
  tabs?.postMessage(null);
  expired.value = false;
  // Staff start over: the next person is asked nothing before that, for what they had typed would be gone.
  if (isStaff) ready.value = false;
  identity.value = null;
  await leave().catch(() => undefined); // not reached: done before the server is next asked who is there
  if (isStaff) startOver();
}

/** Set from the moment somebody signs out until the server knows: an offline sign-out is one too. */
const LEAVING = "leaving";

async function isLeaving(): Promise<boolean> {
  return store !== null && (await readMeta<boolean>(store, LEAVING)) === true;
}

async function leave(): Promise<void> {
  try {
    await call("DELETE", "/sign-in");
  } catch (error) {
    if (!(error instanceof Refused)) throw error; // refused: there is nothing to end any more
  }
  if (store) await writeMeta(store, LEAVING, undefined);
}
