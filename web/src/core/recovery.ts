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
  readonly drug?: string;
  /** What the staff saw, beside what the patient reports. */
  readonly effects?: readonly Observed[];
}

export interface Observed {
  readonly effect: string;
  readonly severity: number;
  readonly started_at: Instant;
  readonly ended_at: Instant | null;
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
  /** Points from which the person's own benefit counts; how far the peak lies above the baseline. */
  readonly threshold?: Maybe;
  /** Points at which benefit counts as lost. */
  readonly loss_line?: Maybe;
  readonly lift?: Maybe;
  /** Of the `n` rated days after the session's, those at the threshold or above it. */
  readonly days_above?: Maybe;
  readonly n?: number;
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
  readonly version: string;
  readonly date: Day;
  readonly total: number;
  readonly band: string | null;
  readonly change: Maybe;
  readonly response: string | null;
  /** The sum of each cluster by its code; absent in what an older server said. */
  readonly clusters?: Readonly<Record<string, number>>;
}

/** `label` has a clinic's own words for the band. */
export interface Band {
  readonly least: number;
  readonly code: string;
  readonly label: string | null;
}

/** One version of a questionnaire that was answered. `response_at`: the highest total that is a response. */
export interface Instrument {
  readonly questionnaire: string;
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly least: number;
  readonly most: number;
  readonly recall_days: Maybe;
  readonly bands: readonly Band[];
  readonly response_at: Maybe;
  /** Items that are also read on their own, and the most they can add up to. */
  readonly clusters?: readonly { readonly code: string; readonly most: number }[];
}

export interface Episode {
  readonly id: string;
  readonly effect: string;
  readonly severity: number;
  readonly interference: number | null;
  readonly started_at: Instant;
  readonly ended_at: Instant | null;
  readonly date: Day;
  /** The session that was named, and the one it belongs to: the last before it unless one was named. */
  readonly session_id: string | null;
  readonly of_session?: string | null;
  readonly reporter?: "patient" | "companion";
  /** How bad it was, each time it was reported. */
  readonly reports?: readonly { readonly at: Instant; readonly severity: number }[];
}

export interface LifeEvent {
  readonly id: string;
  readonly date: Day;
  readonly occurred_at: Instant;
  readonly title: string;
}

/** Blood pressure at home in mmHg, heart rate in beats a minute. */
export interface Reading {
  readonly id: string;
  readonly date: Day;
  readonly occurred_at: Instant;
  readonly systolic: number;
  readonly diastolic: number;
  readonly heart_rate: Maybe;
}

/** What the patient says of a medicine. `stands`: the last word on it. */
export interface Medication {
  readonly id: string;
  readonly date: Day;
  readonly occurred_at: Instant;
  readonly name: string;
  readonly status: "taking" | "stopped";
  readonly dose_text: string | null;
  readonly benzodiazepine: boolean;
  readonly stands: boolean;
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

/**
 * Where the present interval stands against past ones, in mood; for the care team alone. `n` counts the past losses that
 * were seen. Where there is no chance, `why_not` has the reason.
 */
export interface Fading {
  readonly n: number;
  readonly held_days: readonly number[];
  readonly low_days: Maybe;
  readonly high_days: Maybe;
  readonly day: number;
  readonly turning_down: Readonly<Record<Rating, boolean>>;
  readonly chance_7_days: Maybe;
  readonly low_day_80: Maybe;
  readonly high_day_80: Maybe;
  readonly why_not: string | null;
  readonly worn_off: boolean | null;
}

/** A check-in of the first 48 hours after a session, so long after its end. */
export interface HourMark {
  readonly session_id: string;
  readonly at_hours: number;
  readonly mood: Maybe;
  readonly function: Maybe;
  readonly late: boolean;
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
  readonly fading?: Fading | null;
  readonly scores: readonly Score[];
  readonly instruments: readonly Instrument[];
  readonly side_effects: readonly Episode[];
  readonly events: readonly LifeEvent[];
  /** What an answer that was kept on the phone by an earlier release lacks, here and above, may be absent. */
  readonly readings?: readonly Reading[];
  readonly medications?: readonly Medication[];
  /** Absent in what a phone has kept since before there were hours. */
  readonly hours?: readonly HourMark[];
}
