import type { Waiting } from "../core/entries.ts";
import type { Identity } from "../core/identity.ts";
import { type Place, readMeta, type Store, write, writeMeta } from "./database.ts";
import { seal, unseal, vaultOf } from "./seal.ts";

/** What is kept of a patient besides the journal: answers of the server for offline use, and what is half written. */
interface Answer {
  data: unknown;
  etag: string | null;
}

export async function readCache<T>(
  store: Store,
  patient: string,
  name: string,
): Promise<{ data: T; etag: string | null } | null> {
  const cached = (await read(store, "cache", patient, name)) as Answer | undefined;
  return cached ? { data: cached.data as T, etag: cached.etag } : null;
}

export async function writeCache(
  store: Store,
  patient: string,
  name: string,
  { data, etag }: Answer,
): Promise<void> {
  await keep(store, "cache", patient, name, { data, etag });
}

export async function readDraft<T>(store: Store, patient: string, name: string): Promise<T | null> {
  return ((await read(store, "drafts", patient, name)) as T | undefined) ?? null;
}

export async function writeDraft(store: Store, patient: string, name: string, data: unknown): Promise<void> {
  if (data === null) await store.delete("drafts", [patient, name]);
  else await keep(store, "drafts", patient, name, data);
}

async function read(store: Store, place: Place, patient: string, name: string): Promise<unknown> {
  const kept = await store.get(place, [patient, name]);
  return kept?.sealed && unseal(await vaultOf(store, patient), place, name, kept.sealed);
}

/** Keeps it, unless the person has left meanwhile: then there is nothing of theirs to keep. */
async function keep(
  store: Store,
  place: Place,
  patient: string,
  name: string,
  value: unknown,
): Promise<void> {
  const vault = await vaultOf(store, patient);
  const sealed = await seal(vault, place, name, value);
  const tx = write(store, ["keys", place] as const);
  const key = await tx.objectStore("keys").get(patient);
  if (key?.id === vault.id) await tx.objectStore(place).put({ patient, name, sealed });
  await tx.done;
}

const WAITING = "alerts";

/** The alert that waits for somebody of the clinic, as the server last said; null: none does. */
export function readWaiting(store: Store, patient: string): Promise<Waiting | null> {
  return readDraft<Waiting>(store, patient, WAITING);
}

export async function writeWaiting(store: Store, patient: string, waiting: Waiting | null): Promise<void> {
  const before = await readWaiting(store, patient);
  if (JSON.stringify(before) !== JSON.stringify(waiting)) await writeDraft(store, patient, WAITING, waiting);
}

const IDENTITY = "identity";
const WHO = "who";

/** Who is signed in, for opening without a connection. Null: nobody. */
export async function readIdentity(store: Store): Promise<Identity | null> {
  const patient = await patientHere(store);
  return patient === null ? null : readDraft<Identity>(store, patient, WHO);
}

/** The patient whose sign-in this device keeps; null: nobody's. */
export async function patientHere(store: Store): Promise<string | null> {
  return (await readMeta<{ patient: string }>(store, IDENTITY))?.patient ?? null;
}

export async function writeIdentity(store: Store, person: Identity | null): Promise<void> {
  const patient = person?.patient_id ?? null;
  const before = await patientHere(store);
  if (before !== null && before !== patient) await writeDraft(store, before, WHO, null);
  if (patient !== null) await writeDraft(store, patient, WHO, person);
  await writeMeta(store, IDENTITY, patient === null ? undefined : { patient });
}
