import { type Language, language } from "./language.ts";

/** Dates and numbers in the reader's words. A day is an ISO date ("2025-11-23"), an instant anything Date takes. */
const LOCALES: Record<Language, string> = { en: "en-US", es: "es-US" };

export function locale(): string {
  return LOCALES[language.value];
}

/** Those that name their zone are made once: what names none follows the device, which travels. */
const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function kept<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  const known = formats.get(key) as T | undefined;
  if (known) return known;
  const made = make();
  formats.set(key, made);
  return made;
}

function format(instant: Date, options: Intl.DateTimeFormatOptions): string {
  const make = () => new Intl.DateTimeFormat(locale(), options);
  const made = options.timeZone === undefined ? make() : kept(locale() + JSON.stringify(options), make);
  return made.format(instant);
}

/** An ISO date as an instant at noon UTC, to be shown in UTC: no zone can move it to its neighbour. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** "Monday, November 23" */
export function longDay(day: string): string {
  return format(noon(day), { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" });
}

/** "Monday" for 1, "Sunday" for 7. */
export function weekday(day: number): string {
  const FIRST_MONDAY = 4; // of January 2027
  return format(noon(`2027-01-${String(FIRST_MONDAY - 1 + day).padStart(2, "0")}`), {
    weekday: "long",
    timeZone: "UTC",
  });
}

/** "Nov 23" */
export function shortDay(day: string): string {
  return format(noon(day), { month: "short", day: "numeric", timeZone: "UTC" });
}

/** "Nov 23, 2025" */
export function fullDay(day: string): string {
  return format(noon(day), { month: "short", day: "numeric", year: "numeric", timeZone: "UTC" });
}

/** "9:02 PM", in the device's zone unless told another */
export function time(instant: string | number | Date, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
  return format(new Date(instant), zone === undefined ? options : { ...options, timeZone: zone });
}

/** "Nov 23, 9:02 PM" */
export function dayAndTime(instant: string | number | Date, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  };
  return format(new Date(instant), zone === undefined ? options : { ...options, timeZone: zone });
}

/** A number with at most `digits` decimals. */
export function number(value: number, digits = 1): string {
  const make = () => new Intl.NumberFormat(locale(), { maximumFractionDigits: digits });
  return kept(`${locale()} ${digits}`, make).format(value);
}

/** "November 23, 2025 at 9:02 PM", in a language that may not be the app's: for what is handed to somebody. */
export function longDayAndTime(instant: string, spoken: Language): string {
  return new Intl.DateTimeFormat(LOCALES[spoken], { dateStyle: "long", timeStyle: "short" }).format(
    new Date(instant),
  );
}
