import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/**
 * What the device keeps, in IndexedDB. Everything of a person lies under their patient id, sealed, and every function
 * here takes it: there is no reading across persons.
 */
interface Schema extends DBSchema {
  /** Of the device: who is signed in, the crisis numbers. And each patient's cursor, counts and version. */
  meta: { key: string; value: unknown };
  /** The key under which a patient's rows are sealed; no script can read it. */
  keys: { key: string; value: { id: string; key: CryptoKey } };
  entries: { key: [patient: string, id: string]; value: Kept };
  outbox: { key: [patient: string, id: string]; value: Kept };
  /** Answers of the server kept for offline use, with their ETag. */
  cache: { key: [patient: string, name: string]; value: Kept };
  /** What is begun and not yet written: half a questionnaire. */
  drafts: { key: [patient: string, name: string]; value: Kept };
}

/** Where sealed rows lie. */
export type Place = "entries" | "outbox" | "cache" | "drafts";
export const PLACES: readonly Place[] = ["entries", "outbox", "cache", "drafts"];

export interface SealedRow {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** A row: `id` in the journal, `name` elsewhere. Without `sealed` it is one of version 1, and lies open. */
export interface Kept {
  patient: string;
  id?: string;
  name?: string;
  sealed?: SealedRow;
}

export type Store = IDBPDatabase<Schema>;
type StoreName = "meta" | "keys" | Place;

/** 1: rows lay open. 2: they are sealed; `sealOpenRows` seals what version 1 has left. */
const VERSION = 2;

export function openDatabase(name: string): Promise<Store> {
  return openDB<Schema>(name, VERSION, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore("meta");
        db.createObjectStore("entries", { keyPath: ["patient", "id"] });
        db.createObjectStore("outbox", { keyPath: ["patient", "id"] });
        db.createObjectStore("cache", { keyPath: ["patient", "name"] });
        db.createObjectStore("drafts", { keyPath: ["patient", "name"] });
      }
      if (from < 2) db.createObjectStore("keys");
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close(); // a newer version of the app is waiting in another tab
    },
  });
}

/** Every key of one patient: ids are text, and an array sorts after all text. */
export function ofPatient(patient: string): IDBKeyRange {
  return IDBKeyRange.bound([patient], [patient, []]);
}

/** A transaction that is on disk when it is done, not only on its way there. */
export function write<Names extends readonly StoreName[]>(store: Store, names: Names) {
  return store.transaction([...names] as unknown as Names, "readwrite", { durability: "strict" });
}

export async function readMeta<T>(store: Store, key: string): Promise<T | undefined> {
  return (await store.get("meta", key)) as T | undefined;
}

export async function writeMeta(store: Store, key: string, value: unknown): Promise<void> {
  const tx = write(store, ["meta"] as const);
  if (value === undefined) await tx.objectStore("meta").delete(key);
  else await tx.objectStore("meta").put(value, key);
  await tx.done;
}
