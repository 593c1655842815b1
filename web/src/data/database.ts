import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Row } from "../core/entries.ts";
import type { Item } from "../core/outbox.ts";

/**
 * What the device keeps, in IndexedDB. Everything of a person lies under their patient id, and every function
 * here takes it: there is no reading across persons.
 */
interface Schema extends DBSchema {
  /** Of the device: who is signed in, the crisis numbers, the device's name. And each patient's cursor. */
  meta: { key: string; value: unknown };
  entries: { key: [patient: string, id: string]; value: Row };
  outbox: { key: [patient: string, id: string]; value: Item };
  /** Answers of the server kept for offline use, with their ETag. */
  cache: { key: [patient: string, name: string]; value: Cached };
  /** What is begun and not yet written: half a questionnaire. */
  drafts: { key: [patient: string, name: string]; value: Kept };
}

interface Cached {
  patient: string;
  name: string;
  etag: string | null;
  data: unknown;
}

interface Kept {
  patient: string;
  name: string;
  data: unknown;
}

export type Store = IDBPDatabase<Schema>;
type StoreName = "meta" | "entries" | "outbox" | "cache" | "drafts";

const VERSION = 1;

export function openStore(name = "journal"): Promise<Store> {
  return openDB<Schema>(name, VERSION, {
    upgrade(db) {
      db.createObjectStore("meta");
      db.createObjectStore("entries", { keyPath: ["patient", "id"] });
      db.createObjectStore("outbox", { keyPath: ["patient", "id"] });
      db.createObjectStore("cache", { keyPath: ["patient", "name"] });
      db.createObjectStore("drafts", { keyPath: ["patient", "name"] });
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
