/** What a person writes: one envelope, six kinds of content, as they travel (`snake_case` as on the wire). */
import type { Problem } from "./problem.ts";

export interface Note {
  text: string;
  private: boolean;
}

export type Rating = number | null;

export interface CheckIn {
  kind: "check_in";
  mood: Rating;
  function: Rating;
  too_hard?: boolean;
  sleep_hours?: number;
  energy?: number;
  anxiety?: number;
  pain?: number;
  facets?: { work?: number; home?: number; people?: number };
  extra?: Record<string, number | boolean>;
  note?: Note;
}

/** 0 none … 4 very severe. */
export type Grade = 0 | 1 | 2 | 3 | 4;

export interface SideEffect {
  kind: "side_effect";
  effect: string;
  severity: Grade;
  interference: Grade;
  started_at: string;
  ended_at?: string;
  session_id?: string;
  note?: Note;
}

export interface QuestionnaireResponse {
  kind: "questionnaire_response";
  questionnaire: string;
  version: string;
  answers: Record<string, number>;
  /** What this device made of them. */
  score?: number;
}

export interface LifeEvent {
  kind: "event";
  title: string;
  note?: Note;
}

/** Blood pressure measured at home, in mmHg; heart rate in beats a minute. */
export interface HomeReading {
  kind: "home_reading";
  systolic: number;
  diastolic: number;
  heart_rate?: number;
}

/** What somebody takes, or takes no longer, from that day on, in their own words. */
export interface MedicationStatement {
  kind: "medication_statement";
  name: string;
  status: "taking" | "stopped";
  dose_text?: string;
  benzodiazepine?: boolean;
}

export type Content =
  | CheckIn
  | SideEffect
  | QuestionnaireResponse
  | LifeEvent
  | HomeReading
  | MedicationStatement;
export type Kind = Content["kind"];

interface Envelope {
  id: string;
  replaces?: string | null;
  occurred_at: string;
  zone: string;
  /** How far the phone's own clock was ahead of UTC: zones change, and not everybody learns of it at once. */
  offset_minutes?: number | null;
  /** When it was written by the phone's own clock, where that was wrong. */
  phone_said?: string | null;
}

/** An entry as it is sent. */
export type Draft = Envelope & Content;

/** An entry as the server holds it. `number` counts 1, 2, 3 … per patient; `recorded_at`: written on its device. */
export type Revision = Draft & {
  number: number;
  replaced_by?: string | null;
  local_date: string;
  recorded_at: string;
  received_at: string;
  late: boolean;
  source: string;
  /** Words of it are not what was written, and are empty. */
  unreadable?: boolean;
};

/** An entry as the device holds it. `number` and `received_at` are null until the server has said that it has it. */
export interface Row {
  patient: string;
  id: string;
  kind: Kind;
  replaces: string | null;
  occurred_at: string;
  zone: string;
  local_date: string;
  late: boolean;
  content: Content;
  number: number | null;
  recorded_at: number;
  received_at: string | null;
  /** The clinic could not open its words. */
  unreadable?: boolean;
  /** Seen and reported by whoever brought them home. */
  companion?: boolean;
}

export type Status = "accepted" | "duplicate" | "conflict" | "rejected";

/** The server's word on one sent entry. */
export interface Result {
  /** Null where not even that could be read. */
  id: string | null;
  status: Status;
  entry?: Revision | null;
  problem?: Problem | null;
}

/** The care team has opened the journal, and has seen every entry up to `number`. */
export interface Seen {
  number: number;
  at: string;
}

/** An alert of the patient's waits for somebody of the clinic; `please_call`: all were asked, and nobody has taken it. */
export interface Waiting {
  waiting_since: string;
  please_call: boolean;
}

export interface SyncAnswer {
  results: readonly Result[];
  entries: readonly Revision[];
  cursor: number;
  more: boolean;
  seen?: Seen | null;
  /** There is more to read for whoever proves who they are. */
  needs?: "read" | null;
  /** How many entries of this device the clinic has; where it was asked. */
  arrived?: number | null;
  /** Null: no alert waits. Absent where it was not asked for. */
  alerts?: Waiting | null;
}

const ENVELOPE: ReadonlySet<string> = new Set([
  "id",
  "replaces",
  "replaced_by",
  "occurred_at",
  "zone",
  "offset_minutes",
  "phone_said",
  "number",
  "local_date",
  "recorded_at",
  "received_at",
  "late",
  "source",
  "unreadable",
]);

/** What was written, without its envelope, and without what was left out: but for the two ratings, null is absent. */
export function contentOf(entry: Draft | Revision): Content {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(entry)) {
    if (ENVELOPE.has(key)) continue;
    const said = key === "mood" || key === "function" ? value : given(value);
    if (said !== undefined) kept[key] = said;
  }
  return kept as unknown as Content;
}

/** A value, without its empty parts; undefined where nothing is left: null, false, {} and {work: null}. */
function given(value: unknown): unknown {
  if (value === null || value === false) return undefined;
  if (typeof value !== "object") return value;
  const parts = Object.entries(value).filter(([, part]) => part !== null);
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

/** The row for a revision that came from the server. */
export function rowOf(patient: string, revision: Revision): Row {
  return {
    patient,
    id: revision.id,
    kind: revision.kind,
    replaces: revision.replaces ?? null,
    occurred_at: revision.occurred_at,
    zone: revision.zone,
    local_date: revision.local_date,
    late: revision.late,
    content: contentOf(revision),
    number: revision.number,
    recorded_at: Date.parse(revision.recorded_at),
    received_at: revision.received_at,
    ...(revision.unreadable ? { unreadable: true } : {}),
    ...(revision.source === "companion" ? { companion: true } : {}),
  };
}
