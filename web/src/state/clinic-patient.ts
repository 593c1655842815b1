/** The patient whose page is open: fetched whole, then kept fresh as entries arrive. */
import { signal } from "@preact/signals";
import type { Annotation, AnnotationDraft } from "../core/annotations.ts";
import type { ClinicEvent, Patient, Questionnaires } from "../core/clinic.ts";
import { addDays, localDay } from "../core/dates.ts";
import type { Revision } from "../core/entries.ts";
import type { Recovery } from "../core/recovery.ts";
import { annotate, annotations as written } from "../data/annotations.ts";
import { Refused } from "../data/api.ts";
import * as api from "../data/clinic.ts";
import { attempt, loadAlerts, type Settled } from "./clinic.ts";

/** Entries are read four weeks at a time. */
const WINDOW_DAYS = 27;

export interface OpenPatient {
  readonly patient: Patient;
  readonly recovery: Recovery;
  readonly etag: string | null;
  /** The days of the entries shown. */
  readonly from: string;
  readonly to: string;
  readonly entries: readonly Revision[];
  readonly questionnaires: Questionnaires;
  /** What staff wrote on the chart. */
  readonly annotations: readonly Annotation[];
  /** Entries that came while the page was open. */
  readonly arrived: ReadonlySet<string>;
}

export const open = signal<OpenPatient | null>(null);
/** The address names nobody whom the reader may know. */
export const unknown = signal(false);

/** Opens the page of one patient. */
export async function openPatient(id: string): Promise<void> {
  if (open.value?.patient.id !== id) open.value = null;
  unknown.value = false;
  try {
    const found = await attempt(fetchAll(id));
    if (found) open.value = found;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    unknown.value = true;
  }
}

async function fetchAll(id: string): Promise<OpenPatient> {
  const [patient, answer, questionnaires, annotations] = await Promise.all([
    api.patient(id),
    api.recovery(id, null),
    api.questionnaires(id),
    written(id),
    loadAlerts(),
  ]);
  if (!answer) throw new Error("a first answer cannot be unchanged");
  const { data: recovery, etag } = answer;
  const to = localDay(Date.now(), patient.zone);
  const last = recovery.series.date.at(-1) ?? to;
  const from = addDays(last < to ? last : to, -WINDOW_DAYS);
  const { entries } = await api.entries(id, from, to);
  return { patient, recovery, etag, from, to, entries, questionnaires, annotations, arrived: new Set() };
}

/** Four more weeks of entries. */
export async function showEarlier(): Promise<void> {
  const shown = open.value;
  if (!shown) return;
  const from = addDays(shown.from, -WINDOW_DAYS - 1);
  const more = await attempt(api.entries(shown.patient.id, from, addDays(shown.from, -1)));
  if (more && open.value === shown)
    open.value = { ...shown, from, entries: [...more.entries, ...shown.entries] };
}

/** Fetches what may have changed; resolves to how many entries are new. */
export async function freshen(): Promise<number> {
  const shown = open.value;
  if (!shown) return 0;
  const { id, zone } = shown.patient;
  const to = localDay(Date.now(), zone);
  const found = await attempt(
    Promise.all([
      api.recovery(id, shown.etag),
      api.entries(id, shown.from, to),
      api.questionnaires(id),
      written(id),
    ]),
  );
  if (!found || open.value?.patient.id !== id) return 0;
  const [answer, { entries }, questionnaires, annotations] = found;
  const known = new Set(open.value.entries.map((entry) => entry.id));
  const added = entries.map((entry) => entry.id).filter((entry) => !known.has(entry));
  open.value = {
    ...open.value,
    recovery: answer?.data ?? open.value.recovery,
    etag: answer?.etag ?? open.value.etag,
    to,
    entries,
    questionnaires,
    annotations,
    arrived: new Set([...open.value.arrived, ...added]),
  };
  return added.length;
}

/** Writes on the chart of the open patient; whether it was written, or somebody else was first. */
export async function write(draft: AnnotationDraft): Promise<Settled> {
  const shown = open.value;
  if (!shown) return "failed";
  const { id } = shown.patient;
  try {
    const done = await attempt(annotate(id, draft).then(() => true));
    if (!done) return "failed";
  } catch (error) {
    if (!(error instanceof Refused && error.status === CONFLICT)) throw error;
    await look(id);
    return "first";
  }
  await look(id);
  return "done";
}

const CONFLICT = 409;

async function look(id: string): Promise<void> {
  const annotations = await attempt(written(id));
  if (annotations && open.value?.patient.id === id) open.value = { ...open.value, annotations };
}

/** Whether an event may concern the open page. */
export function concernsOpen(event: ClinicEvent): boolean {
  return event.patient === "*" || event.patient === open.value?.patient.id;
}
