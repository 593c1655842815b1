/** The session form as values: what was typed, what is wrong with it, and what is sent. */

import type { RecordedSession, SessionDraft, Vitals } from "../../core/clinic.ts";
import { addDays, instantAt, rfc3339 } from "../../core/dates.ts";
import type { Problem } from "../../core/problem.ts";
import { type Doubt, doubts } from "../../core/session-doubts.ts";
import type { TypedReading } from "../../core/vitals-line.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { type Details, detailMistakes, detailsFrom, detailsOf, NO_DETAILS } from "./session-details.ts";

export const ROUTES = ["iv", "im", "intranasal", "sublingual", "oral", "rectal"] as const;
export type Route = (typeof ROUTES)[number];

export const DRUGS = ["ketamine", "esketamine"] as const;
export type Drug = (typeof DRUGS)[number];

export const READINGS = ["systolic", "diastolic", "heart_rate", "spo2"] as const;

/** One reading as typed. */
export type VitalsRow = TypedReading;

export interface Form extends Details {
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly route: Route;
  readonly drug: Drug;
  readonly dose: string;
  readonly weight: string;
  readonly vitals: readonly VitalsRow[];
  readonly note: string;
}

/** What is wrong, by the field it is wrong in ("dose", "vitals/0/systolic"; "form" for the whole). */
export type Spots = Readonly<Record<string, string>>;

/** An empty form. Route and drug are usually the last ones; a dose is never suggested. */
export function blank(today: string, lastRoute: string | undefined, lastDrug?: string): Form {
  const route = ROUTES.find((each) => each === lastRoute) ?? "iv";
  const drug = DRUGS.find((each) => each === lastDrug) ?? "ketamine";
  const when = { date: today, start: "", end: "" };
  return { ...NO_DETAILS, ...when, route, drug, dose: "", weight: "", vitals: [], note: "" };
}

/** A recorded session as the form has it, in its own zone. */
export function formOf(session: RecordedSession): Form {
  const wall = (instant: string) => rfc3339(Date.parse(instant), session.zone);
  const time = (instant: string) => wall(instant).slice(11, 16);
  const typed = (value: number | null | undefined) => (value == null ? "" : String(value));
  return {
    ...blank(wall(session.started_at).slice(0, 10), session.route, session.drug),
    ...detailsFrom(session, time),
    start: time(session.started_at),
    end: time(session.ended_at),
    dose: typed(session.dose_mg),
    weight: typed(session.weight_kg),
    vitals: session.vitals.map((reading) => ({
      at: time(reading.at),
      systolic: typed(reading.systolic),
      diastolic: typed(reading.diastolic),
      heart_rate: typed(reading.heart_rate),
      spo2: typed(reading.spo2),
    })),
    note: session.note ?? "",
  };
}

/** What in a form without mistakes is unusual enough to be asked about. */
export function doubtsOf(
  form: Form,
  zone: string,
  lastWeightKg: number | null,
  now: number,
): readonly Doubt[] {
  const draft = draftOf(form, zone);
  return doubts({
    drug: form.drug,
    route: form.route,
    doseMg: draft.dose_mg,
    weightKg: draft.weight_kg ?? null,
    lastWeightKg,
    startedAt: Date.parse(draft.started_at),
    endedAt: Date.parse(draft.ended_at),
    now,
    vitals: draft.vitals ?? [],
  });
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
    ...detailMistakes(form),
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
    drug: form.drug,
    dose_mg: numberOf(form.dose) ?? Number.NaN,
    ...(weight === null ? {} : { weight_kg: weight }),
    ...(vitals.length ? { vitals } : {}),
    ...detailsOf(form, at),
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
  "discharge/at": "discharged",
  "discharge/escort": "escort",
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

const OWN = new Set([
  "date",
  "start",
  "end",
  "route",
  "drug",
  "dose",
  "weight",
  "note",
  "discharged",
  "escort",
]);
const IN_ROWS = /^(vitals|premedication|effects|interventions)\/\d+\/\w+$/;

function fieldOf(pointer: string): string {
  const named = FIELD_OF[pointer] ?? pointer;
  const field = named.replace(/started_at$/, "from").replace(/ended_at$/, "to");
  return OWN.has(field) || IN_ROWS.test(field) ? field : "form";
}

/** The spots without those that the changed fields answer. */
export function without(spots: Spots, changed: readonly string[]): Spots {
  return Object.fromEntries(
    Object.entries(spots).filter(
      ([field]) => field !== "form" && !changed.some((name) => field.split("/")[0] === name),
    ),
  );
}
