/**
 * Days and instants on the device, by the rules of the server's `clinical/dates.py`: a local day rolls over at
 * 04:00 of the wall clock, because somebody awake at 01:00 is still living yesterday. Instants are milliseconds
 * since 1970; days are ISO dates ("2025-11-23"); zones are IANA names.
 */
export const ROLLOVER_HOUR = 4;

const DAY_MS = 86_400_000;
/** Where in a day that is filled in later its entry is put, by the wall clock. */
const FILLED_IN_HOUR = 20;

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format); // making one takes longer than a hundred uses
  }
  return format;
}

function wall(instant: number, zone: string): Wall {
  const found: Wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of wallFormat(zone).formatToParts(instant)) {
    if (type in found) found[type as keyof Wall] = Number(value);
  }
  return found;
}

function asUtc(at: Wall): number {
  return Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);
}

function isoDay(utc: number): string {
  return new Date(utc).toISOString().slice(0, 10);
}

/** The day somebody in `zone` is living at `instant`. */
export function localDay(instant: number, zone: string): string {
  return isoDay(asUtc(wall(instant, zone)) - ROLLOVER_HOUR * 3_600_000);
}

/** `day` moved by a number of days. */
export function addDays(day: string, days: number): string {
  return isoDay(Date.parse(day) + days * DAY_MS);
}

/** How many days `to` lies after `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** How far `zone` is ahead of UTC at `instant`, in whole minutes. */
export function offsetMinutes(instant: number, zone: string): number {
  return Math.round((asUtc(wall(instant, zone)) - Math.floor(instant / 1000) * 1000) / 60_000);
}

/** RFC 3339 with the zone's own offset: "2025-11-23T21:02:00.000-05:00". */
export function rfc3339(instant: number, zone: string): string {
  const offset = offsetMinutes(instant, zone);
  const shifted = new Date(instant + offset * 60_000).toISOString().slice(0, -1);
  const two = (value: number) => String(value).padStart(2, "0");
  const ahead = Math.abs(offset);
  return `${shifted}${offset < 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

/** The instant at which the wall clock of `zone` shows `hour` on the calendar day `day`. */
export function instantAt(day: string, hour: number, zone: string): number {
  const wanted = Date.parse(day) + hour * 3_600_000;
  const guess = wanted - offsetMinutes(wanted, zone) * 60_000;
  return wanted - offsetMinutes(guess, zone) * 60_000; // once more: the guess may lie across a clock change
}

/** When an entry about `day`, written now, happened: now for today, the evening for a day filled in later. */
export function occurredAt(day: string, now: number, zone: string): number {
  return day === localDay(now, zone) ? now : instantAt(day, FILLED_IN_HOUR, zone);
}
