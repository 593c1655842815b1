import { localDay } from "../../core/dates.ts";

/** The day the reader is living, by the clock of this desk. */
export function localToday(): string {
  return localDay(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
}
