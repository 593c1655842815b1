/** The results that are shown, and the doses of the patient who is open. */
import { signal } from "@preact/signals";
import type { Doses, Period, Results } from "../core/results.ts";
import * as api from "../data/results.ts";
import { attempt } from "./clinic.ts";

/** Null until they have come. */
export const results = signal<Results | null>(null);
export const doses = signal<Doses | null>(null);

export async function loadResults(period: Period): Promise<void> {
  results.value = (await attempt(api.results(period))) ?? results.value;
}

export async function loadDoses(patient: string): Promise<void> {
  if (doses.value?.patient_id !== patient) doses.value = null;
  doses.value = (await attempt(api.doses(patient))) ?? doses.value;
}
