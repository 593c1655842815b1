import { fresh } from "../data/api.ts";
import { readCache, writeCache } from "../data/kept.ts";
import { place } from "./journal.ts";

/** A clinic's own forms: fetched, and kept sealed for when there is no connection. */
interface Asked {
  readonly questionnaire: string;
  readonly version: string;
}

/** Keeps these forms. One that cannot be had is tried again the next time. */
export async function keepForms(due: readonly Asked[]): Promise<void> {
  for (const { questionnaire, version } of due) {
    const at = place();
    if (!at) return;
    const cached = await readCache<{ version: string }>(at.store, at.patient, name(questionnaire));
    if (cached?.data.version === version) continue;
    const query = new URLSearchParams({ version });
    const path = `/questionnaires/${encodeURIComponent(questionnaire)}?${query}`;
    const answer = await fresh<unknown>(path, null).catch(() => null);
    if (answer && place()?.patient === at.patient) {
      await writeCache(at.store, at.patient, name(questionnaire), answer).catch(() => undefined);
    }
  }
}

/** A clinic's own form, as it is kept; null where it is not. */
export async function keptForm<T>(questionnaire: string): Promise<T | null> {
  const at = place();
  if (!at) return null;
  return (await readCache<T>(at.store, at.patient, name(questionnaire)))?.data ?? null;
}

function name(questionnaire: string): string {
  return `form:${questionnaire}`;
}
