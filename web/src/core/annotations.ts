/** What staff write on a chart, as the server sends it. A patient is sent plans alone. */

import type { Day, Instant } from "./recovery.ts";

export type AnnotationKind = "note" | "plan";

export interface Annotation {
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly date: Day;
  /** Null where it takes back what it replaces, or does not open. */
  readonly text: string | null;
  /** Who wrote it; null where the reader may not know. */
  readonly author: string | null;
  readonly created_at: Instant;
  readonly replaces: string | null;
  readonly unreadable: boolean;
}

/** One as it is sent. The id is made by whoever writes it: sent twice, it is written once. */
export interface AnnotationDraft {
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly date: Day;
  readonly text: string | null;
  readonly replaces?: string;
}

/** Characters a text may have: a mark on a chart, not a letter. */
export const MOST_TEXT = 1000;

/** What is wrong with a text or a day before it is sent; null where nothing is. */
export function mistake(text: string, day: string, today: Day): "empty" | "long" | "day" | null {
  if (!text.trim()) return "empty";
  if (text.length > MOST_TEXT) return "long";
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && day <= today ? null : "day";
}
