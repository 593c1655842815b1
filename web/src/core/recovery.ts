/** What `GET /patients/{p}/recovery` answers: everything a chart needs, and nothing to work out again. */

/** A local day, `YYYY-MM-DD`. */
export type Day = string;

/** An instant, RFC 3339 with an offset. */
export type Instant = string;

export type Maybe = number | null;

/** The two ratings that lead the product; both run 0 (worst) to 10 (best). */
export type Rating = "mood" | "function";

/** Columnar: one place per local day that has an entry, ascending. Days without an entry are absent. */
export interface Series {
  readonly date: readonly Day[];
  readonly n: readonly number[];
  readonly mood: readonly Maybe[];
  readonly function: readonly Maybe[];
  readonly sleep_hours: readonly Maybe[];
  readonly energy: readonly Maybe[];
  readonly anxiety: readonly Maybe[];
  readonly pain: readonly Maybe[];
  readonly late: readonly boolean[];
}

export interface ChartSession {
  readonly id: string;
  readonly date: Day;
  readonly started_at: Instant;
  readonly ended_at: Instant;
  readonly route: string;
  readonly dose_mg: number;
  readonly mg_per_kg: Maybe;
}

/**
 * Every figure is null where the rules give none. Days count from the session's. `held_days` is how long benefit
 * is known to have lasted: to its loss or, where `censored`, as far as it was watched.
 */
export interface Measure {
  readonly baseline: Maybe;
  readonly onset_hours: Maybe;
  readonly peak: Maybe;
  readonly peak_day: Maybe;
  readonly loss_day: Maybe;
  readonly held_days: Maybe;
  readonly censored: boolean | null;
}

/** The time from one session to the next, or to the last entry. `adherence` is 0-1 of its days. */
export interface Interval {
  readonly session_id: string;
  readonly date: Day;
  readonly days: number;
  readonly adherence: Maybe;
  readonly mood: Measure;
  readonly function: Measure;
  readonly lead_hours: Maybe;
}

export interface Score {
  readonly entry_id: string;
  readonly questionnaire: string;
  readonly date: Day;
  readonly total: number;
  readonly band: string | null;
  readonly change: Maybe;
  readonly response: string | null;
}

export interface Episode {
  readonly id: string;
  readonly effect: string;
  readonly severity: number;
  readonly interference: number | null;
  readonly started_at: Instant;
  readonly ended_at: Instant | null;
  readonly date: Day;
  readonly session_id: string | null;
}

export interface LifeEvent {
  readonly id: string;
  readonly date: Day;
  readonly occurred_at: Instant;
  readonly title: string;
}

/** How long the benefit held over `n` intervals (Kaplan-Meier); figures are null below three. */
export interface Durability {
  readonly n: number;
  readonly events: number;
  readonly median_days: Maybe;
  readonly low_days: Maybe;
  readonly high_days: Maybe;
}

/** Hours by which function rose before mood (negative: after it), over `n` intervals. */
export interface Lead {
  readonly n: number;
  readonly median_hours: Maybe;
  readonly low_hours: Maybe;
  readonly high_hours: Maybe;
}

export interface Recovery {
  readonly patient_id: string;
  readonly zone: string;
  readonly from: Day;
  readonly to: Day;
  readonly series: Series;
  readonly sessions: readonly ChartSession[];
  readonly intervals: readonly Interval[];
  readonly durability: { readonly mood: Durability; readonly function: Durability };
  readonly lead: Lead;
  readonly scores: readonly Score[];
  readonly side_effects: readonly Episode[];
  readonly events: readonly LifeEvent[];
}
