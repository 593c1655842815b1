import { type Signal, signal } from "@preact/signals";
import { fresh } from "../data/api.ts";
import { readCache, writeCache } from "../data/kept.ts";
import { place } from "./journal.ts";

/** An answer of the server about the patient, kept for when there is no connection. */
export interface Kept<T> {
  readonly value: Signal<T | null>;
  /** Shows what is kept, then what is new. Offline it stays with what is kept. */
  load(): Promise<void>;
  /** Shows what is kept, and asks nobody. */
  recall(): Promise<void>;
  clear(): void;
}

export function kept<T>(name: string): Kept<T> {
  const value = signal<T | null>(null);
  return {
    value,
    clear: () => {
      value.value = null;
    },
    recall: async () => {
      const at = place();
      const cached = at && (await readCache<T>(at.store, at.patient, name));
      if (cached && value.value === null && place()?.patient === at.patient) value.value = cached.data;
    },
    load: async () => {
      const at = place();
      if (!at) return;
      const cached = await readCache<T>(at.store, at.patient, name);
      if (cached && value.value === null) value.value = cached.data;
      const answer = await fresh<T>(`/patients/${at.patient}/${name}`, cached?.etag ?? null).catch(
        () => null,
      );
      if (!answer || place()?.patient !== at.patient) return;
      value.value = answer.data;
      await writeCache(at.store, at.patient, name, answer).catch(() => undefined); // full: shown, and not kept
    },
  };
}
