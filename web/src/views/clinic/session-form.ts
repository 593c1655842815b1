/** The session form as values: what was typed, what is wrong with it, and what is sent. */

import type { SessionDraft, Vitals } from "../../core/clinic.ts";
import { addDays, instantAt, rfc3339 } from "../../core/dates.ts";
import type { Problem } from "../../core/problem.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";

export const ROUTES = ["iv", "im", "intranasal", "sublingual", "oral", "rectal"] as const;
export type Route = (typeof ROUTES)[number];

export const READINGS = ["systolic", "diastolic", "heart_rate", "spo2"] as const;

/** One reading as typed; empty strings are what was not measured. */
export type VitalsRow = { readonly at: string } & { readonly [name in (typeof READINGS)[number]]: string };

export interface Form {
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly route: Route;
  readonly dose: string;
  readonly weight: string;
  readonly vitals: readonly VitalsRow[];
  readonly note: string;
}

/** What is wrong, by the field it is wrong in ("dose", "vitals/0/systolic"; "form" for the whole). */
export type Spots = Readonly<Record<string, string>>;

/** An empty form. The route is usually the last one; a dose is never suggested. */
export function blank(today: string, lastRoute: string | undefined): Form {
  const route = ROUTES.find((each) => each === lastRoute) ?? "iv";
  return { date: today, start: "", end: "", route, dose: "", weight: "", vitals: [], note: "" };
}

export const NO_READING: VitalsRow = { at: "", systolic: "", diastolic: "", heart_rate: "", spo2: "" };

/** A number as people type it, with a point or a comma; null for none, NaN for what is no number. */
export function numberOf(typed: string): number | null {
  const text = typed.trim().replace(",", ".");
  return text === "" ? null : Number(text);
}

/** Dose by weight in mg/kg while both are there. */
export function perKg({ dose, weight }: Form): number | null {
  const [mg, kg] = [numberOf(dose), numberOf(weight)];
  return mg !== null && kg !== null && mg > 0 && kg > 0 ? mg / kg : null;
}

/** What can be seen to be wrong before the server looks. */
export function mistakes(form: Form): Spots {
  const dose = numberOf(form.dose);
  const found: [string, string | false][] = [
    ["date", form.date === "" && c("needDate")],
    ["start", form.start === "" && c("needTime")],
    ["end", form.end === "" && c("needTime")],
    ["dose", !(dose !== null && dose > 0) && c("needDose")],
    ["weight", notNumber(form.weight)],
    ...form.vitals.flatMap((row, index): [string, string | false][] => [
      [`vitals/${index}/at`, row.at === "" && c("needTime")],
      ...READINGS.map((name): [string, string | false] => [`vitals/${index}/${name}`, notNumber(row[name])]),
    ]),
  ];
  return Object.fromEntries(found.filter((each): each is [string, string] => each[1] !== false));
}

function notNumber(typed: string): string | false {
  const value = numberOf(typed);
  return value !== null && !(value > 0) && c("needNumber");
}

/** What is sent. A time well before the start belongs to the next day. */
export function draftOf(form: Form, zone: string): SessionDraft {
  const at = (time: string) => instantOf(form, time, zone);
  const weight = numberOf(form.weight);
  const note = form.note.trim();
  const vitals = form.vitals.map((row) => vitalsOf(row, at(row.at)));
  return {
    started_at: at(form.start),
    ended_at: at(form.end),
    zone,
    route: form.route,
    dose_mg: numberOf(form.dose) ?? Number.NaN,
    ...(weight === null ? {} : { weight_kg: weight }),
    ...(vitals.length ? { vitals } : {}),
    ...(note ? { note } : {}),
  };
}

/** So long before the start a time is still of the same day: a first reading, or a slip the server will name. */
const BEFORE_START_HOURS = 4;

/** Whether a time of the form is of the day after the session's date. */
export function isNextDay({ start }: Form, time: string): boolean {
  return start !== "" && time !== "" && hourOf(time) < hourOf(start) - BEFORE_START_HOURS;
}

function instantOf(form: Form, time: string, zone: string): string {
  const day = isNextDay(form, time) ? addDays(form.date, 1) : form.date;
  return rfc3339(instantAt(day, hourOf(time), zone), zone);
}

/** "13:40" as hours of the day. */
function hourOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) + (minutes ?? 0) / 60;
}

function vitalsOf(row: VitalsRow, at: string): Vitals {
  const measured = READINGS.flatMap((name) => {
    const value = numberOf(row[name]);
    return value === null ? [] : [[name, value] as const];
  });
  return { at, ...Object.fromEntries(measured) };
}

const FIELD_OF: Readonly<Record<string, string>> = {
  started_at: "start",
  ended_at: "end",
  dose_mg: "dose",
  weight_kg: "weight",
};

/** The server's objections at the fields of this form; those that fit none stand above it. */
export function spotsOf(problem: Problem): Spots {
  const errors = problem.errors ?? [];
  const found = errors.map(({ pointer, detail }) => [fieldOf(pointer.replace(/^\//, "")), detail] as const);
  const general = found.some(([field]) => field === "form") || errors.length === 0;
  return {
    ...Object.fromEntries(found),
    ...(general ? { form: [problem.title, problem.detail].filter(Boolean).join(". ") } : {}),
  };
}

const OWN = new Set(["date", "start", "end", "route", "dose", "weight", "note"]);

function fieldOf(pointer: string): string {
  const field = FIELD_OF[pointer] ?? pointer;
  return OWN.has(field) || /^vitals\/\d+\/\w+$/.test(field) ? field : "form";
}

/** The spots without those that the changed fields answer. */
export function without(spots: Spots, changed: readonly string[]): Spots {
  return Object.fromEntries(
    Object.entries(spots).filter(
      ([field]) => field !== "form" && !changed.some((name) => field.split("/")[0] === name),
    ),
  );
}
