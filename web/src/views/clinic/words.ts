/** What the clinic's screens say of codes and figures. Sentences only repeat the figures they are given. */

import { figure, severityWord } from "../../charts/words.ts";
import type { Alert, Reason } from "../../core/clinic.ts";
import { daysBetween } from "../../core/dates.ts";
import type { Day, Instant, Maybe } from "../../core/recovery.ts";
import { clinicWords as c, questionnaireName } from "../../i18n/clinic.ts";
import { effectName } from "../../i18n/effects.ts";
import { dayAndTime, fullDay, shortDay } from "../../i18n/format.ts";
import { t } from "../../i18n/t.ts";
import type { Settled } from "../../state/clinic.ts";

const MINUTE_MS = 60_000;

/** "26 min", "5 h", "3 days": one unit, the largest that says something. */
export function elapsed(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE_MS));
  if (minutes < 60) return c("minutes", { n: minutes });
  if (minutes < 48 * 60) return c("hours", { n: Math.floor(minutes / 60) });
  return c("daysLong", { n: Math.floor(minutes / (24 * 60)) });
}

interface Subject {
  rule: string;
  subject: string;
  value: unknown;
}

/** "PHQ-9 item 9 answered 2", "Chest pain, severe" */
export function subjectWords({ rule, subject, value }: Subject): string {
  if (subject === "safe") return c("subject_safe");
  if (subject === "silence") return c("subject_silence", { n: Number(value) });
  if (subject === "blood_pressure") return c("subject_blood_pressure", { value: figure(value as Maybe, 0) });
  if (rule === "worse-score") {
    return c("subject_score", { what: questionnaireName(subject), value: figure(value as Maybe, 0) });
  }
  if (subject === "item_9") return c("subject_item_9", { value: figure(value as Maybe, 0) });
  return c("subject_effect", { effect: effectName(subject), severity: severityWord(Number(value)) });
}

/** What the patient has said since of what raised the alert: that it was a slip, or other numbers. */
export function revisedWords({ subject, revised }: Pick<Alert, "subject" | "revised">): string {
  if (!revised) return "";
  const at = when(revised.at);
  if (subject === "blood_pressure")
    return c("revisedPressure", { when: at, value: figure(revised.value, 0) });
  if (subject === "item_9") return c("revisedItem9", { when: at, value: figure(revised.value, 0) });
  return c("revisedSlip", { when: at });
}

/** Why a patient is on the worklist, in one sentence. */
export function reasonWords(reason: Reason, now: number): string {
  const { facts, since } = reason;
  switch (reason.kind) {
    case "alert": {
      const { rule, subject, value } = facts;
      const what = subjectWords({ rule: String(rule), subject: String(subject), value });
      const age = elapsed(now - Date.parse(since));
      return `${what}, ${c(facts.owned ? "isOwned" : "noOwner", { since: age })}`;
    }
    case "fading": {
      const [low, high] = [figure(facts.shortest as Maybe, 0), figure(facts.longest as Maybe, 0)];
      return c("whyFading", { low, high, n: Number(facts.n) });
    }
    case "silent":
      return c("whySilent", { n: Number(facts.days) });
    case "due":
      return c("whyDue", { what: questionnaireName(String(facts.questionnaire)), date: shortDay(since) });
  }
}

/** "today", "yesterday", "Nov 12", with the year where it is another one. */
export function dayWords(day: Day, today: Day): string {
  const ago = daysBetween(day, today);
  if (ago === 0) return c("today");
  if (ago === 1) return c("yesterday");
  return day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : fullDay(day);
}

/** How an alert stands against the time it should be answered in. */
export function dueWords(alert: Pick<Alert, "due_at">, now: number): string {
  const left = Date.parse(alert.due_at) - now;
  return left >= 0 ? c("dueIn", { time: elapsed(left) }) : c("overdue", { time: elapsed(-left) });
}

/** What to say after taking or closing an alert. */
export function settledWords(settled: Settled, done: "tookIt" | "closedIt"): string {
  if (settled === "failed") return t("failed");
  return c(settled === "done" ? done : "somebodyFirst");
}

export function when(instant: Instant, zone?: string): string {
  return dayAndTime(instant, zone);
}

/** Whole years lived by `today`. */
export function ageOn(birth: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}
