/** What one interval shows, and where the present one stands: sentences that say no more than their figures do. */

import type { Fading, Interval, Measure, Rating } from "../core/recovery.ts";
import { fading } from "../i18n/catalogue/fading.ts";
import { translator } from "../i18n/translate.ts";
import { figure, shared } from "./words.ts";

export const f = translator(fading);

/** "+4.5", "−0.5": the peak against the baseline. */
export function liftWords({ lift }: Measure): string {
  return lift === null || lift === undefined ? "–" : (Math.round(lift * 10) > 0 ? "+" : "") + figure(lift);
}

/** "12 of 17": days at the person's own threshold or above it, of those rated. */
export function aboveWords({ days_above: above, n }: Measure): string {
  return above === null || above === undefined ? "–" : f("ofDays", { above, n: n ?? 0 });
}

/** One interval and rating in plain words, with n and adherence. */
export function intervalSentence(interval: Interval, rating: Rating, open: boolean): string {
  const measure = interval[rating];
  return [
    comparedWords(shared(rating), measure),
    aboveSentence(measure),
    endWords(measure, open),
    adherenceSentence(interval),
  ]
    .filter(Boolean)
    .join(" ");
}

function comparedWords(what: string, measure: Measure): string {
  if (measure.baseline === null) return f("saidNoBaseline", { what });
  const baseline = figure(measure.baseline);
  if (measure.peak === null || measure.peak_day === null) return f("saidNoPeak", { what, baseline });
  const facts = { what, baseline, peak: figure(measure.peak), day: measure.peak_day };
  return f("saidPeak", { ...facts, lift: liftWords(measure) });
}

function aboveSentence({ days_above: above, n, threshold }: Measure): string {
  if (above === null || above === undefined || n === undefined) return "";
  return f("saidAbove", { above, n, threshold: figure(threshold) });
}

function endWords(measure: Measure, open: boolean): string {
  if (measure.loss_day !== null) return f("saidLost", { day: measure.loss_day });
  if (measure.held_days !== null) return f("saidHolds", { day: measure.held_days });
  if (measure.baseline === null) return "";
  return f(open ? "saidNoneYet" : "saidNone");
}

function adherenceSentence({ adherence, days }: Interval): string {
  return adherence === null ? "" : f("saidAdherence", { percent: figure(100 * adherence, 0), days });
}

/** Where the present interval stands against the past ones, and how sure that is. */
export function fadingSentence(found: Fading): string {
  const { n, day, low_days: low, high_days: high } = found;
  if (low === null || high === null) return f("fadingFew", { day, n });
  const said = [f("fadingRange", { day, n, low, high }), turnWords(found), ...chanceWords(found)];
  if (found.worn_off) said.push(f("wornOff"));
  return said.join(" ");
}

function turnWords({ turning_down: { mood, function: doing } }: Fading): string {
  if (mood && doing) return f("turnBoth");
  if (mood) return f("turnMood");
  return f(doing ? "turnFunction" : "turnNeither");
}

function chanceWords(found: Fading): string[] {
  const { chance_7_days: chance, low_day_80: low, high_day_80: high } = found;
  if (chance === null || low === null) return whyNotWords(found);
  const facts = { percent: figure(100 * chance, 0), low };
  const said = high === null ? f("fadingChanceOpen", facts) : f("fadingChance", { ...facts, high });
  return [said, f("fadingTested")];
}

/** A reason of a newer server is passed over: there is no chance either way. */
function whyNotWords({ why_not: why }: Fading): string[] {
  const key = `why_${why}`;
  return Object.hasOwn(fading, key) ? [f(key as "why_no_benefit")] : [];
}
