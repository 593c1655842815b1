/** The clinic's settings as values: what was typed, what is wrong with it, and what is sent. */
import type { ClinicSettings, Opening } from "../../../core/admin.ts";
import type { Problem } from "../../../core/problem.ts";
import { adminWords as a } from "../../../i18n/admin.ts";
import { objections } from "./objections.ts";

/** Each setting: where the server names it, and how long, or between which numbers, it may be. */
export const LIMITS = {
  name: { pointer: "/name", least: 1, most: 200 },
  phone: { pointer: "/phone", least: 1, most: 200 },
  hours: { pointer: "/hours", least: 1, most: 200 },
  emergency: { pointer: "/crisis/emergency", least: 2, most: 32 },
  line: { pointer: "/crisis/line", least: 2, most: 32 },
  lineName: { pointer: "/crisis/line_name", least: 0, most: 200 },
  noDrivingEn: { pointer: "/words/no_driving/en", least: 1, most: 300 },
  noDrivingEs: { pointer: "/words/no_driving/es", least: 1, most: 300 },
  unwatchedEn: { pointer: "/words/unwatched/en", least: 1, most: 300 },
  unwatchedEs: { pointer: "/words/unwatched/es", least: 1, most: 300 },
  onCallName: { pointer: "/on_call/name", least: 0, most: 200 },
  onCallPhone: { pointer: "/on_call/phone", least: 0, most: 32 },
} as const;

export type Setting = keyof typeof LIMITS;

/** The days of a week, Monday first, as the settings name them. */
export const DAYS = ["day1", "day2", "day3", "day4", "day5", "day6", "day7"] as const;
export type Weekday = (typeof DAYS)[number];
export type SettingsForm = Readonly<Record<Setting | Weekday | "zone", string>>;

const DIALLED: ReadonlySet<string> = new Set(["emergency", "line"]);
const HOURS = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d$/;
const A_NUMBER = /^[0-9+*#(][0-9+*#() .-]+$/;

export function settingsFormOf({
  name,
  phone,
  hours,
  zone,
  crisis,
  words,
  office_hours,
  on_call,
}: ClinicSettings): SettingsForm {
  return {
    name,
    phone,
    hours,
    zone,
    emergency: crisis.emergency,
    line: crisis.line,
    lineName: crisis.line_name ?? "",
    noDrivingEn: words.no_driving.en,
    noDrivingEs: words.no_driving.es,
    unwatchedEn: words.unwatched.en,
    unwatchedEs: words.unwatched.es,
    onCallName: on_call?.name ?? "",
    onCallPhone: on_call?.phone ?? "",
    ...weekOf(office_hours),
  };
}

/** When the clinic is open on each day: "08:00-12:00, 13:00-18:00". */
function weekOf(openings: readonly Opening[]): Record<Weekday, string> {
  const on = (day: number) =>
    openings
      .filter(({ days }) => days.includes(day))
      .map(({ from, to }) => `${from}-${to}`)
      .sort()
      .join(", ");
  return Object.fromEntries(DAYS.map((name, place) => [name, on(place + 1)])) as Record<Weekday, string>;
}

/** What was typed for one day; a dash may be long, a space anywhere. */
function typedHours(typed: string): readonly string[] {
  const parts = typed.replaceAll(/\s/g, "").replaceAll("–", "-").split(",");
  return parts.filter((part) => part !== "");
}

/** The week as it is sent: days with the same hours together. */
function openingsOf(form: SettingsForm): readonly Opening[] {
  const days = new Map<string, number[]>();
  for (const [place, name] of DAYS.entries()) {
    for (const hours of typedHours(form[name])) days.set(hours, [...(days.get(hours) ?? []), place + 1]);
  }
  return [...days].map(([hours, on]) => {
    const [from = "", to = ""] = hours.split("-");
    return { days: on, from, to };
  });
}

/** What is sent: the whole of it, as it was read, with what the form has changed. */
export function settingsOf(form: SettingsForm, known: ClinicSettings): ClinicSettings {
  const text = (setting: Setting) => form[setting].trim();
  return {
    ...known,
    name: text("name"),
    phone: text("phone"),
    hours: text("hours"),
    zone: form.zone,
    crisis: { emergency: text("emergency"), line: text("line"), line_name: text("lineName") || null },
    words: {
      no_driving: { en: text("noDrivingEn"), es: text("noDrivingEs") },
      unwatched: { en: text("unwatchedEn"), es: text("unwatchedEs") },
    },
    office_hours: openingsOf(form),
    on_call:
      text("onCallName") || text("onCallPhone")
        ? { name: text("onCallName"), phone: text("onCallPhone") }
        : null,
  };
}

/** What can be seen to be wrong before the server looks, at the field it is wrong in. */
export function mistakesOf(form: SettingsForm): Problem | null {
  const all = Object.keys(LIMITS) as Setting[];
  return objections([
    ...all.map((setting) => [LIMITS[setting].pointer, mistakeIn(setting, form[setting].trim())] as const),
    ...DAYS.map((day) => [dayPointer(day), mistakeInHours(form[day])] as const),
    ...onCallMistakes(form.onCallName.trim(), form.onCallPhone.trim()),
  ]);
}

/** Where a mistake in a day's hours is shown: the server knows openings, not days. */
export function dayPointer(day: Weekday): string {
  return `/office_hours/${day}`;
}

function mistakeInHours(typed: string): string | false {
  const wrong = typedHours(typed).some((hours) => {
    const [from = "", to = ""] = hours.split("-");
    return !HOURS.test(hours) || (to <= from && to !== "00:00");
  });
  return wrong && a("needHours");
}

/** Whoever is on call has a name and a number, or there is nobody. */
function onCallMistakes(name: string, phone: string) {
  if (!(name || phone)) return [];
  return [
    ["/on_call/name", name === "" && a("needWords")],
    ["/on_call/phone", !A_NUMBER.test(phone) && a("needPhone")],
  ] as const;
}

function mistakeIn(setting: Setting, typed: string): string | false {
  if (typed.length < LIMITS[setting].least) return a("needWords");
  return DIALLED.has(setting) && !A_NUMBER.test(typed) && a("needPhone");
}
