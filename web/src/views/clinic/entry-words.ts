/** One entry in one line, as the clinic reads it. */

import { figure, severityWord, shared } from "../../charts/words.ts";
import { medicineWords, pressureWords } from "../../core/at-home.ts";
import type { CheckIn, Revision, SideEffect } from "../../core/entries.ts";
import type { Score } from "../../core/recovery.ts";
import { isTakenBack } from "../../core/slips.ts";
import { clinicWords as c, questionnaireName, totalWords } from "../../i18n/clinic.ts";
import { effectName } from "../../i18n/effects.ts";
import { dayAndTime } from "../../i18n/format.ts";

export function entryWords(entry: Revision, scores: readonly Score[]): string {
  switch (entry.kind) {
    case "check_in":
      return checkInWords(entry);
    case "side_effect":
      return sideEffectWords(entry, entry.zone);
    case "questionnaire_response":
      return questionnaireWords(
        entry.questionnaire,
        scores.find((score) => score.entry_id === entry.id),
      );
    case "event":
      return `${c("entry_event")}: ${entry.title}`;
    case "home_reading":
      return `${c("entry_home_reading")}: ${pressureWords(entry)}`;
    case "medication_statement":
      return `${c(entry.status === "stopped" ? "medicineStoppedLine" : "medicineTakingLine")}: ${medicineWords(entry)}`;
  }
}

function questionnaireWords(questionnaire: string, score: Score | undefined): string {
  const title = questionnaireName(questionnaire);
  return score ? c("scored", { title, total: totalWords(score) }) : title;
}

const FACETS = ["work", "home", "people"] as const;

/** What a check-in asks for some conditions. */
const EXTRAS = [
  ["ocd_time", "ratedOcdTime"],
  ["unusually_high", "ratedUnusuallyHigh"],
  ["less_sleep", "ratedLessSleep"],
] as const;

function rated(answer: number | boolean | undefined): number | undefined {
  return typeof answer === "number" ? answer : undefined;
}

function checkInWords(entry: CheckIn): string {
  if (entry.extra?.safe === false) return c("notSafe");
  if (isTakenBack(entry)) return `${c("notSafe")}: ${c("takenBack")}`;
  const value = (name: string, rating: number | null | undefined) =>
    rating === null || rating === undefined ? "" : `${name.toLowerCase()} ${figure(rating)}`;
  const said = [
    entry.too_hard ? c("tooHard") : "",
    value(shared("mood"), entry.mood),
    value(shared("function"), entry.function),
    entry.sleep_hours == null ? "" : c("sleepHours", { value: figure(entry.sleep_hours) }),
    value(shared("energy"), entry.energy),
    value(shared("anxiety"), entry.anxiety),
    value(shared("pain"), entry.pain),
    ...EXTRAS.map(([name, word]) => value(c(word), rated(entry.extra?.[name]))),
    ...FACETS.map((facet) => value(c(facet), entry.facets?.[facet])),
  ].filter(Boolean);
  return capital(said.join(", "));
}

function sideEffectWords(entry: SideEffect, zone: string): string {
  if (isTakenBack(entry)) return `${effectName(entry.effect)}: ${c("takenBack")}`;
  const from = dayAndTime(entry.started_at, zone);
  const time = entry.ended_at
    ? c("effectFromTo", { from, to: dayAndTime(entry.ended_at, zone) })
    : c("effectFrom", { from });
  return `${effectName(entry.effect)}, ${severityWord(entry.severity)}, ${time}`;
}

/** The note shared with the clinic, if there is one. */
export function noteOf(entry: Revision): string | null {
  return ("note" in entry && entry.note?.text) || null;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Entries in groups of one local day, both newest first; what was replaced is left out. */
export function byDay(entries: readonly Revision[]): [string, Revision[]][] {
  const days = new Map<string, Revision[]>();
  const replaced = new Set(entries.map((entry) => entry.replaces));
  const current = entries.filter((entry) => !entry.replaced_by && !replaced.has(entry.id));
  for (const entry of current.toSorted((a, b) => Date.parse(b.occurred_at) - Date.parse(a.occurred_at))) {
    days.set(entry.local_date, [...(days.get(entry.local_date) ?? []), entry]);
  }
  return [...days].sort(([a], [b]) => (a < b ? 1 : -1));
}
