import type { Store } from "./database.ts";

/** What is kept of a patient besides the journal: answers of the server for offline use, and what is half written. */
export async function readCache<T>(
  store: Store,
  patient: string,
  name: string,
): Promise<{ data: T; etag: string | null } | null> {
  const cached = await store.get("cache", [patient, name]);
  return cached ? { data: cached.data as T, etag: cached.etag } : null;
}

export async function writeCache(
  store: Store,
  patient: string,
  name: string,
  { data, etag }: { data: unknown; etag: string | null },
): Promise<void> {
  await store.put("cache", { patient, name, etag, data });
}

export async function readDraft<T>(store: Store, patient: string, name: string): Promise<T | null> {
  const kept = await store.get("drafts", [patient, name]);
  return kept ? (kept.data as T) : null;
}

export async function writeDraft(store: Store, patient: string, name: string, data: unknown): Promise<void> {
  if (data === null) await store.delete("drafts", [patient, name]);
  else await store.put("drafts", { patient, name, data });
}
