/** What a patient is treated for, as the server has it. */
import type { Instant } from "./recovery.ts";

/** The conditions the program knows; a clinic may name others. */
export const CONDITIONS = [
  "depression",
  "anxiety",
  "ptsd",
  "ocd",
  "bipolar",
  "pain",
  "crps",
  "fibromyalgia",
] as const;

export interface Change {
  readonly at: Instant;
  /** Who changed it; null where the reader may not know. */
  readonly author: string | null;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface TreatedFor {
  readonly conditions: readonly string[];
  readonly changes: readonly Change[];
}

/** With a condition, or without it; in the order in which they were chosen. */
export function chosen(conditions: readonly string[], condition: string, wanted: boolean): readonly string[] {
  const others = conditions.filter((each) => each !== condition);
  return wanted ? [...others, condition] : others;
}
