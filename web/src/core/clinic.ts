/** What the staff's calls carry, as the server sends it. */

import type { Day, Instant, Maybe } from "./recovery.ts";

export type ReasonKind = "alert" | "fading" | "silent" | "due";

/** Why a patient is on the worklist. Numbers and codes only: the words are made here. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly since: Day | Instant;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface WorkRow {
  readonly id: string;
  readonly name: string;
  readonly reasons: readonly Reason[];
  readonly mood: Maybe;
  readonly function: Maybe;
  readonly last_date: Day | null;
  readonly days_since_session: Maybe;
  readonly phq9: { readonly total: number; readonly band: string; readonly date: Day } | null;
  readonly sparkline: { readonly from: Day; readonly mood: readonly Maybe[] } | null;
}

export interface Worklist {
  readonly patients: readonly WorkRow[];
  readonly counts: Readonly<Record<ReasonKind, number>>;
}

export interface Patient {
  readonly id: string;
  readonly name: string;
  readonly birth_date: Day | null;
  readonly zone: string;
  readonly conditions: readonly string[];
  /** How the reader comes to see them: as themselves, as their provider, or for a few hours through broken glass. */
  readonly access: "own" | "care" | "glass";
  /** When the broken glass closes again. */
  readonly until: Instant | null;
  /** Their account, for the care team that lets them in anew after a lost phone. */
  readonly person_id: string | null;
}

export interface Vitals {
  readonly at: Instant;
  readonly systolic?: Maybe;
  readonly diastolic?: Maybe;
  readonly heart_rate?: Maybe;
  readonly spo2?: Maybe;
}

export interface Premedication {
  readonly name: string;
  readonly dose?: string | null;
}

export interface Intervention {
  readonly at: Instant;
  readonly what: string;
}

export interface Discharge {
  readonly at: Instant;
  readonly criteria_met: boolean;
  readonly escort?: string | null;
}

/** An effect the staff saw: severity 1-4; without an end it was there at the last. */
export interface ObservedDraft {
  readonly effect: string;
  readonly severity: number;
  readonly started_at: Instant;
  readonly ended_at?: Instant | null;
}

/** A session as the form sends it; the id is made by whoever records it. */
export interface SessionDraft {
  readonly started_at: Instant;
  readonly ended_at: Instant;
  readonly zone: string;
  readonly route: string;
  readonly drug: string;
  readonly dose_mg: number;
  readonly weight_kg?: number;
  readonly vitals?: readonly Vitals[];
  readonly premedication?: readonly Premedication[];
  readonly effects?: readonly ObservedDraft[];
  readonly interventions?: readonly Intervention[];
  readonly discharge?: Discharge;
  readonly note?: string;
}

/** A session as the server has it; what is empty may be absent. */
export interface RecordedSession {
  readonly id: string;
  readonly date: Day;
  readonly started_at: Instant;
  readonly ended_at: Instant;
  readonly zone: string;
  readonly route: string;
  readonly drug: string;
  readonly dose_mg: number;
  readonly weight_kg: Maybe;
  readonly mg_per_kg: Maybe;
  readonly vitals: readonly Vitals[];
  readonly premedication?: readonly Premedication[];
  readonly effects?: readonly ObservedDraft[];
  readonly interventions?: readonly Intervention[];
  readonly discharge?: Discharge | null;
  readonly note: string | null;
  readonly unreadable?: boolean;
}

/** A session as it was recorded once. */
export interface SessionVersion {
  readonly revision: number;
  readonly recorded_at: Instant;
  readonly recorder: string | null;
  readonly session: RecordedSession;
}

export type Tier = "page" | "same_day" | "review";

export const OUTCOMES = ["contacted", "sent_to_emergency", "plan_changed", "no_action_needed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Alert {
  readonly id: string;
  readonly patient: { readonly id: string; readonly name: string };
  /** Null where it is of a silence after a session. */
  readonly entry_id: string | null;
  readonly rule: string;
  readonly rule_version: number | string;
  readonly tier: Tier;
  readonly subject: string;
  readonly value: number | string | boolean | null;
  readonly raised_at: Instant;
  readonly due_at: Instant;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly acknowledged_at: Instant | null;
  readonly resolved_at: Instant | null;
  readonly outcome: Outcome | null;
  /** What was written when it was closed. */
  readonly note: string | null;
  readonly count: number;
  readonly latest_at: Instant;
  readonly steps: readonly Stage[];
  readonly next: Stage | null;
  /** It is urgent, and the clinic is closed. */
  readonly out_of_hours: boolean;
  readonly on_call: { readonly name: string; readonly phone: string } | null;
  /** The patient has corrected what raised it, or taken it back; it waits for a person all the same. */
  readonly revised: { readonly at: Instant; readonly value: Maybe } | null;
}

/** A rung of the ladder: who has to look from then on. */
export interface Stage {
  readonly rung: string;
  readonly at: Instant;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** Of a rule's closed alerts, how many led to an action. */
export interface RulePrecision {
  readonly rule: string;
  readonly closed: number;
  readonly acted: number;
}

export interface Due {
  readonly questionnaire: string;
  readonly version: string;
  readonly due_on: Day;
  readonly overdue: boolean;
}

export interface Answered {
  readonly entry_id: string;
  readonly questionnaire: string;
  readonly version: string;
  readonly date: Day;
  readonly total: Maybe;
  readonly band: string | null;
  readonly item9: Maybe;
  readonly change: Maybe;
  readonly response: string | null;
}

export interface Questionnaires {
  readonly due: readonly Due[];
  readonly answered: readonly Answered[];
}

export const PARTS = ["scores", "chart", "sessions", "side_effects", "medications", "completion"] as const;

export interface Ask {
  readonly code: string;
  readonly text: string;
  readonly suggested: boolean;
}

/** What the server drafts from figures alone; the provider edits it. */
export interface SummaryDraft {
  readonly bottom_line: readonly string[];
  readonly asks: readonly Ask[];
  readonly parts: readonly string[];
}

export interface SummaryOrder {
  readonly from: Day;
  readonly to: Day;
  readonly format: "pdf" | "csv" | "fhir";
  readonly bottom_line: string;
  readonly asks: readonly string[];
  readonly include: readonly string[];
  readonly recipient: string;
}

/** What the server says happened, by `GET /events`. */
export type ClinicEvent =
  | { readonly kind: "journal"; readonly patient: string; readonly number: number }
  | { readonly kind: "alert"; readonly patient: string; readonly alert: string };
