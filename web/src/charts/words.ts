/** The charts' words, and the sentences they make of figures: a sentence says no more than its figures do. */

import type { Maybe, Recovery } from "../core/recovery.ts";
import { charts } from "../i18n/catalogue/charts.ts";
import { fullDay, longDay, number, shortDay } from "../i18n/format.ts";
import { t as shared } from "../i18n/t.ts";
import { translator } from "../i18n/translate.ts";
import { type Column, daily, weekMean } from "./axis.ts";
import { dayNumber, isoDay } from "./scale.ts";

export const t = translator(charts);
export { shared };

/** A figure, or an en dash where there is none: never a 0. A minus is a true one, no hyphen. */
export function figure(value: Maybe | undefined, digits = 1): string {
  return value === null || value === undefined ? "–" : number(value, digits).replace("-", "−");
}

const SEVERITIES = ["severity0", "severity1", "severity2", "severity3", "severity4"] as const;

export function severityWord(severity: number): string {
  return t(SEVERITIES[severity] ?? "severity0");
}

/** "Sunday, November 22, day 4: mood 6, function 7, filled in later" */
export function reading(column: Column, since: Maybe, week: boolean): string {
  const rated = [
    column.mood === null ? "" : t("readMood", { value: number(column.mood) }),
    column.function === null ? "" : t("readFunction", { value: number(column.function) }),
  ].filter(Boolean);
  const values = [rated.length ? rated.join(", ") : t("readNone"), column.late ? t("lateMark") : ""];
  const said = values.filter(Boolean).join(", ");
  if (week) return t("readWeek", { day: shortDay(isoDay(column.at)), days: column.days, values: said });
  const day = longDay(isoDay(column.at));
  return since === null
    ? t("readDay", { day, values: said })
    : t("readDaySince", { day, since, values: said });
}

/** Days since the last session that began by `day`, and which one; null before the first. */
export function sinceSession(data: Recovery, day: number): { number: number; days: number } | null {
  let found: { number: number; days: number } | null = null;
  data.sessions.forEach((session, index) => {
    const at = dayNumber(session.date);
    if (at <= day) found = { number: index + 1, days: day - at };
  });
  return found;
}

/** What the trend shows, in one or two plain sentences. */
export function trendSentence(data: Recovery, from: number, to: number): string {
  const days = daily(data.series, from, to);
  if (days.length === 0) return t("empty");
  const ended = ending(data).over ? `${t("over", { date: fullDay(isoDay(to)) })} ` : "";
  const coverage = ended + t("coverage", { days: days.length, span: to - from + 1 });
  const last = weekMeans(data, to - 6, to);
  const before = weekMeans(data, to - 13, to - 7);
  if (last.mood === null && last.function === null) return `${coverage} ${t("tooFew")}`;
  const now = { mood: figure(last.mood), function: figure(last.function) };
  if (before.mood === null && before.function === null) return `${coverage} ${t("lastWeek", now)}`;
  const then = { moodBefore: figure(before.mood), functionBefore: figure(before.function) };
  return `${coverage} ${t("bothWeeks", { ...now, ...then })}`;
}

/** The mean of each rating over the days `from` to `to`, null where fewer than four were answered. */
export function weekMeans(data: Recovery, from: number, to: number): { mood: Maybe; function: Maybe } {
  const days = daily(data.series, from, to);
  return { mood: weekMean(days.map((day) => day.mood)), function: weekMean(days.map((day) => day.function)) };
}

/** A journal silent for longer is over (clinical rule): its charts end with it. */
const STILL_GOING_DAYS = 60;

/** The last day a chart draws, and whether that is short of today because the journal has ended. */
export function ending(data: Recovery): { to: number; over: boolean } {
  const today = dayNumber(data.to);
  const last = data.series.date.at(-1);
  const over = last !== undefined && today - dayNumber(last) > STILL_GOING_DAYS;
  return { to: over ? dayNumber(last) : today, over };
}

/** The first and the last day to draw as day numbers, `back` days at most (null: all there is). */
export function span(data: Recovery, back: number | null): [number, number] {
  const { to } = ending(data);
  const first = Math.min(dayNumber(data.from), to);
  return [back === null ? first : Math.max(first, to - back + 1), to];
}
