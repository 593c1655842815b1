/** The header's four answers. Each says what the figures say, and says so where there are none. */

import { dayNumber, isoDay } from "../../charts/scale.ts";
import { ending, figure, shared, sinceSession, weekMeans } from "../../charts/words.ts";
import type { Alert } from "../../core/clinic.ts";
import type { Measure, Rating, Recovery, Score } from "../../core/recovery.ts";
import { clinicWords as c, questionnaireName, routeWord, totalWords } from "../../i18n/clinic.ts";
import { effectName } from "../../i18n/effects.ts";
import { fullDay } from "../../i18n/format.ts";
import type { OpenPatient } from "../../state/clinic-patient.ts";
import { dayWords, subjectWords } from "./words.ts";

/** The last rated day, and the last score of each questionnaire. */
export function stateWords({ recovery, to }: Pick<OpenPatient, "recovery" | "to">): string {
  const { series } = recovery;
  const last = series.date.findLastIndex((_, at) => series.mood[at] !== null || series.function[at] !== null);
  const day = series.date[last];
  const rated = day
    ? c("stateNow", {
        mood: figure(series.mood[last]),
        function: figure(series.function[last]),
        date: dayWords(day, to),
      })
    : c("stateNone");
  return sentence([rated, ...latestScores(recovery).map((score) => scoreWords(score, to))]);
}

/** Each question is answered in one sentence: what belongs to it is told apart by semicolons. */
function sentence(parts: readonly string[]): string {
  return `${parts.map((part) => part.replace(/\.$/, "")).join("; ")}.`;
}

function latestScores(recovery: Recovery): Score[] {
  return [...new Map(recovery.scores.map((score) => [score.questionnaire, score])).values()];
}

function scoreWords(score: Score, today: string): string {
  const title = questionnaireName(score.questionnaire);
  return c("scoreNow", {
    title,
    total: totalWords(score),
    date: dayWords(score.date, today),
  });
}

/** The last week against the one before, where both have enough days. */
export function changeWords(recovery: Recovery): string {
  const { to, over } = ending(recovery);
  if (over) return c("silentSince", { date: fullDay(isoDay(to)) });
  const now = weekMeans(recovery, to - 6, to);
  const before = weekMeans(recovery, to - 13, to - 7);
  const pair = (rating: Rating) =>
    now[rating] === null || before[rating] === null
      ? null
      : c("fromTo", { before: figure(before[rating]), now: figure(now[rating]) });
  const [mood, doing] = [pair("mood"), pair("function")];
  if (mood === null && doing === null) return c("changeNone");
  return c("changeWeek", { mood: mood ?? "–", function: doing ?? "–" });
}

/** What the last session did, rating by rating. */
export function sessionWords(recovery: Recovery): string {
  const session = recovery.sessions.at(-1);
  const interval = recovery.intervals.at(-1);
  if (!session) return c("noSessionsYet");
  const { to } = ending(recovery);
  const opening = c("sessionDid", {
    n: sinceSession(recovery, dayNumber(session.date))?.number ?? recovery.sessions.length,
    date: fullDay(session.date),
    dose: figure(session.dose_mg, 2),
    route: routeWord(session.route),
    day: Math.max(0, to - dayNumber(session.date)),
  });
  if (interval?.session_id !== session.id) return opening;
  return sentence([opening, didWords("mood", interval.mood), didWords("function", interval.function)]);
}

function didWords(rating: Rating, measure: Measure): string {
  const what = shared(rating);
  if (measure.baseline === null) return c("didNoBaseline", { what });
  if (measure.onset_hours === null && measure.censored === null) return c("didNotRise", { what });
  const rose =
    measure.onset_hours === null ? what : c("didRose", { what, hours: figure(measure.onset_hours, 0) });
  const best =
    measure.peak === null || measure.peak_day === null
      ? []
      : [c("didBest", { value: figure(measure.peak), day: measure.peak_day })];
  return [rose, ...best, ...heldWords(measure)].join(", ");
}

function heldWords(measure: Measure): string[] {
  if (measure.loss_day !== null) return [c("didLost", { day: measure.loss_day })];
  return measure.held_days === null ? [] : [c("didHeld", { day: measure.held_days })];
}

/** Open alerts, side effects that go on, questionnaires that are due; or that there is nothing. */
export function unresolvedWords(
  { recovery, questionnaires }: Pick<OpenPatient, "recovery" | "questionnaires">,
  open: readonly Alert[],
): string {
  const effects = recovery.side_effects
    .filter((episode) => episode.ended_at === null && episode.severity > 0)
    .map((episode) => effectName(episode.effect).toLowerCase());
  const due = questionnaires.due.map((each) => questionnaireName(each.questionnaire));
  const said = [
    open.length ? c("openAlerts", { n: open.length, what: open.map(subjectWords).join("; ") }) : "",
    effects.length ? c("openEffects", { what: [...new Set(effects)].join(", ") }) : "",
    due.length ? c("openDue", { what: due.join(", ") }) : "",
  ].filter(Boolean);
  return said.length ? sentence(said) : c("nothingOpen");
}
