/** The clinic's settings as values: what was typed, what is wrong with it, and what is sent. */
import type { ClinicSettings } from "../../../core/admin.ts";
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
  silentDays: { pointer: "/rules/silent_days", least: 1, most: 14 },
  pageMinutes: { pointer: "/rules/due_after/page_minutes", least: 5, most: 60 },
  sameDayHours: { pointer: "/rules/due_after/same_day_hours", least: 1, most: 24 },
} as const;

export type Setting = keyof typeof LIMITS;
export type SettingsForm = Readonly<Record<Setting | "zone", string>>;

const FIGURES: ReadonlySet<string> = new Set(["silentDays", "pageMinutes", "sameDayHours"]);
const DIALLED: ReadonlySet<string> = new Set(["emergency", "line"]);
const A_NUMBER = /^[0-9+*#(][0-9+*#() .-]+$/;

export function settingsFormOf({
  name,
  phone,
  hours,
  zone,
  crisis,
  words,
  rules,
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
    silentDays: String(rules.silent_days),
    pageMinutes: String(rules.due_after.page_minutes),
    sameDayHours: String(rules.due_after.same_day_hours),
  };
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
    rules: {
      silent_days: Number(form.silentDays),
      due_after: { page_minutes: Number(form.pageMinutes), same_day_hours: Number(form.sameDayHours) },
    },
  };
}

/** What can be seen to be wrong before the server looks, at the field it is wrong in. */
export function mistakesOf(form: SettingsForm): Problem | null {
  const all = Object.keys(LIMITS) as Setting[];
  return objections(
    all.map((setting) => [LIMITS[setting].pointer, mistakeIn(setting, form[setting].trim())]),
  );
}

function mistakeIn(setting: Setting, typed: string): string | false {
  const { least, most } = LIMITS[setting];
  if (FIGURES.has(setting)) {
    const value = Number(typed);
    return !(Number.isInteger(value) && value >= least && value <= most) && a("needFigure", { least, most });
  }
  if (typed.length < least) return a("needWords");
  return DIALLED.has(setting) && !A_NUMBER.test(typed) && a("needPhone");
}
