/** What stands in the session form beside dose and vital signs, as it is typed, and as it is sent. */
import type { ObservedDraft, Premedication, RecordedSession, SessionDraft } from "../../core/clinic.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";

export interface PremedicationRow {
  readonly name: string;
  readonly dose: string;
}

export interface EffectRow {
  readonly effect: string;
  readonly severity: string;
  readonly from: string;
  readonly to: string;
}

export interface InterventionRow {
  readonly at: string;
  readonly what: string;
}

export interface Details {
  readonly premedication: readonly PremedicationRow[];
  readonly effects: readonly EffectRow[];
  readonly interventions: readonly InterventionRow[];
  /** When the patient went home; empty while nobody has said. */
  readonly discharged: string;
  readonly criteriaMet: boolean;
  readonly escort: string;
}

export const NO_DETAILS: Details = {
  premedication: [],
  effects: [],
  interventions: [],
  discharged: "",
  criteriaMet: false,
  escort: "",
};

export const NO_PREMEDICATION: PremedicationRow = { name: "", dose: "" };
export const NO_EFFECT: EffectRow = { effect: "sedation", severity: "1", from: "", to: "" };
export const NO_INTERVENTION: InterventionRow = { at: "", what: "" };

/** Rows that are there and say too little; one that says nothing at all is left out. */
export function detailMistakes(details: Details): [string, string | false][] {
  return [
    ...details.premedication.map((row, index): [string, string | false] => [
      `premedication/${index}/name`,
      row.name.trim() === "" && c("needName"),
    ]),
    ...details.effects.map((row, index): [string, string | false] => [
      `effects/${index}/from`,
      row.from === "" && c("needTime"),
    ]),
    ...details.interventions.flatMap((row, index): [string, string | false][] => [
      [`interventions/${index}/at`, row.at === "" && c("needTime")],
      [`interventions/${index}/what`, row.what.trim() === "" && c("needWords")],
    ]),
    [
      "discharged",
      details.discharged === "" && (details.criteriaMet || details.escort !== "") && c("needTime"),
    ],
  ];
}

/** What is sent of the details; `at` makes an instant of a time of the day. */
export function detailsOf(details: Details, at: (time: string) => string): Partial<SessionDraft> {
  const { premedication, effects, interventions, discharged, criteriaMet } = details;
  const escort = details.escort.trim();
  return {
    ...(premedication.length ? { premedication: premedication.map(premedicationOf) } : {}),
    ...(effects.length ? { effects: effects.map((row) => observedOf(row, at)) } : {}),
    ...(interventions.length
      ? { interventions: interventions.map((row) => ({ at: at(row.at), what: row.what.trim() })) }
      : {}),
    ...(discharged === ""
      ? {}
      : { discharge: { at: at(discharged), criteria_met: criteriaMet, ...(escort ? { escort } : {}) } }),
  };
}

function premedicationOf({ name, dose }: PremedicationRow): Premedication {
  return dose.trim() === "" ? { name: name.trim() } : { name: name.trim(), dose: dose.trim() };
}

function observedOf({ effect, severity, from, to }: EffectRow, at: (time: string) => string): ObservedDraft {
  return {
    effect,
    severity: Number(severity),
    started_at: at(from),
    ...(to === "" ? {} : { ended_at: at(to) }),
  };
}

/** A recorded session's details as the form has them; `time` makes a time of the day of an instant. */
export function detailsFrom(session: RecordedSession, time: (instant: string) => string): Details {
  return {
    premedication: (session.premedication ?? []).map(({ name, dose }) => ({ name, dose: dose ?? "" })),
    effects: (session.effects ?? []).map((seen) => ({
      effect: seen.effect,
      severity: String(seen.severity),
      from: time(seen.started_at),
      to: seen.ended_at ? time(seen.ended_at) : "",
    })),
    interventions: (session.interventions ?? []).map(({ at, what }) => ({ at: time(at), what })),
    discharged: session.discharge ? time(session.discharge.at) : "",
    criteriaMet: session.discharge?.criteria_met ?? false,
    escort: session.discharge?.escort ?? "",
  };
}
