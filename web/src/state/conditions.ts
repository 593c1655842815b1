/** What the open patient is treated for, and how that has changed. */
import type { TreatedFor } from "../core/conditions.ts";
import * as api from "../data/conditions.ts";
import { attempt } from "./clinic.ts";
import { freshen, open } from "./clinic-patient.ts";

export async function readTreatedFor(patient: string): Promise<TreatedFor | undefined> {
  return attempt(api.treatedFor(patient));
}

/** Changes it; undefined where that failed. The open page shows what stands now. */
export async function treatFor(
  patient: string,
  conditions: readonly string[],
): Promise<TreatedFor | undefined> {
  const found = await attempt(api.treatFor(patient, conditions));
  const shown = open.value;
  if (found && shown?.patient.id === patient) {
    open.value = { ...shown, patient: { ...shown.patient, conditions: found.conditions } };
    void freshen(); // other forms may be due
  }
  return found;
}
