/** The short names an axis is marked with. */

import { locale, shortDay } from "../i18n/format.ts";

export { shortDay };

function part(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" }).format(
    Date.parse(`${day}T12:00:00Z`),
  );
}

/** "Nov" */
export function month(day: string): string {
  return part(day, { month: "short" });
}

/** "2026" */
export function year(day: string): string {
  return part(day, { year: "numeric" });
}
