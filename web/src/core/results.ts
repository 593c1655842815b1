/** What the clinic's results and a patient's doses carry, as the server sends them. */

import type { Day, Maybe } from "./recovery.ts";

/** A number that may be left out because it is small, or would tell one that is. */
export interface Cell {
  readonly count: Maybe;
  readonly hidden?: string;
}

/** `count` of `of`, as a share 0-1, with its 95 % interval. */
export interface Share {
  readonly count: Maybe;
  readonly of: Maybe;
  readonly share: Maybe;
  readonly low: Maybe;
  readonly high: Maybe;
  readonly hidden?: string;
}

export interface Step {
  readonly at: number;
  readonly at_risk: number;
  readonly share: number;
  readonly low: Maybe;
  readonly high: Maybe;
}

/** A Kaplan-Meier curve: the share that still holds, as far as five people were watched. */
export interface Curve {
  readonly n: number;
  readonly until: number;
  readonly steps: readonly Step[];
  readonly median: Maybe;
  readonly median_low: Maybe;
  readonly median_high: Maybe;
  readonly marks: readonly { readonly at: number; readonly at_risk: number }[];
}

export interface HeldCurve {
  readonly curve: Curve | null;
  readonly hidden?: string;
}

export interface ResponseLine {
  readonly questionnaire: string;
  readonly assessed: Cell;
  readonly response: Share;
  readonly remission: Share;
  readonly worse: Share;
}

export interface EffectLine {
  readonly effect: string;
  readonly sessions: Share;
  readonly resolution: HeldCurve;
}

/** A figure somebody else has published: never mixed with ours. */
export interface Published {
  readonly about: string;
  readonly subject: string;
  readonly value: number;
  readonly unit: string;
  readonly n: Maybe;
  readonly how: string;
  readonly paper: string;
  readonly doi: string | null;
  readonly pmc: string | null;
}

export interface Results {
  readonly of: string;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly patients: Cell;
  readonly sessions: Cell;
  readonly response: readonly ResponseLine[];
  readonly durability: { readonly mood: HeldCurve; readonly function: HeldCurve };
  readonly side_effects: readonly EffectLine[];
  readonly published: readonly Published[];
}

/** The days asked about; an empty one sets no limit. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const EVER: Period = { from: "", to: "" };

/** The period as a query, beginning with its question mark, or nothing. */
export function periodQuery({ from, to }: Period): string {
  const asked = Object.entries({ from, to }).filter(([, day]) => day);
  return asked.length ? `?${asked.map(([name, day]) => `${name}=${encodeURIComponent(day)}`).join("&")}` : "";
}

export interface Dose {
  readonly session_id: string;
  readonly number: number;
  readonly of_route: number;
  readonly date: Day;
  readonly route: string;
  readonly drug: string;
  readonly dose_mg: number;
  readonly weight_kg: Maybe;
  readonly mg_per_kg: Maybe;
  /** Highest severity of the session's day, 0-4. */
  readonly dissociation: Maybe;
  /** 3-day median that ends on day 7, 0-10. */
  readonly mood: Maybe;
}

export interface Doses {
  readonly patient_id: string;
  readonly sessions: readonly Dose[];
  readonly by_route: Readonly<Record<string, number>>;
}
