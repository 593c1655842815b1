/** What the intervals say, in sentences that claim no more than their figures. */

import type { Durability, Interval, Lead, Measure, Rating, Recovery } from "../core/recovery.ts";
import { clinicWords as c } from "../i18n/clinic.ts";
import { courses, MEDIAN_NEEDS } from "./intervals.ts";
import { dayNumber } from "./scale.ts";
import { ending, figure, shared } from "./words.ts";

/** How this interval stands beside the earlier ones at its last rated day. */
export function overlaySentence(data: Recovery, rating: Rating): string {
  const all = courses(data, rating);
  const current = all.at(-1);
  if (!current) return c("noSessionsYet");
  const { to, over } = ending(data);
  const day = to - dayNumber(current.interval.date);
  const last = current.values.at(-1);
  const opening = c(over ? "overlayOver" : "overlayToday", { day, number: current.number });
  if (!last) return `${opening} ${c("overlayNoRating")}`;
  const what = shared(rating).toLowerCase();
  const now = c("overlayNow", { what, value: figure(last[1]), day: last[0] });
  const same = all
    .slice(0, -1)
    .flatMap(({ values }) => values.filter(([at]) => at === last[0]).map(([, value]) => value));
  if (same.length < MEDIAN_NEEDS) return `${opening} ${now}`;
  const [low, high] = [Math.min(...same), Math.max(...same)];
  return `${opening} ${now} ${c("overlayThen", { n: same.length, low: figure(low), high: figure(high) })}`;
}

/** "Mood: benefit lasted a median of 21 days (middle half 19 to 24, n = 5 intervals, its end seen in 4)." */
export function durabilitySentence(data: Recovery, rating: Rating): string {
  const held: Durability = data.durability[rating];
  const what = shared(rating);
  if (held.n < MEDIAN_NEEDS) return c("heldTooFew", { what, n: held.n });
  if (held.median_days === null) return c("heldMostly", { what, n: held.n, events: held.events });
  const facts = { what, n: held.n, events: held.events, median: figure(held.median_days) };
  if (held.low_days === null || held.high_days === null) return c("heldMedian", facts);
  return c("heldSpread", { ...facts, low: figure(held.low_days), high: figure(held.high_days) });
}

/** Which of the two rose first, as measured, with how often. */
export function leadSentence(data: Recovery): string {
  const { n, median_hours: median } = data.lead;
  if (median === null || n < MEDIAN_NEEDS) return c("leadTooFew", { n });
  const facts = { n, hours: figure(Math.abs(median), 0) };
  if (Math.round(median) === 0) return c("leadNone", { n }) + leadSpread(data.lead, 1);
  if (median > 0) return c("leadFunction", facts) + leadSpread(data.lead, 1);
  return c("leadMood", facts) + leadSpread(data.lead, -1);
}

/** The middle half of the leads, in the direction the sentence speaks of. */
function leadSpread({ low_hours: low, high_hours: high }: Lead, direction: 1 | -1): string {
  if (low === null || high === null) return "";
  const [from, to] = direction === 1 ? [low, high] : [-high, -low];
  return ` ${c("leadSpread", { low: figure(from, 0), high: figure(to, 0) })}`;
}

/** When the benefit was lost, that it still held, or that there was none to lose. */
export function heldWords(measure: Measure, open: boolean): string {
  if (measure.loss_day !== null) return c("lostOn", { day: measure.loss_day });
  if (!measure.censored) return "–";
  const day = figure(measure.held_days);
  return open ? c("stillHeldNow", { day }) : c("stillHeldThen", { day });
}

export function onsetWords(measure: Measure): string {
  return measure.onset_hours === null ? "–" : c("hoursShort", { value: figure(measure.onset_hours, 0) });
}

export function peakWords(measure: Measure): string {
  if (measure.peak === null || measure.peak_day === null) return "–";
  return c("peakOn", { value: figure(measure.peak), day: measure.peak_day });
}

export function adherenceWords(interval: Interval): string {
  return interval.adherence === null ? "–" : `${figure(100 * interval.adherence, 0)} %`;
}

/** "+18 h": function first. "−6 h": mood first. */
export function leadWords(interval: Interval): string {
  if (interval.lead_hours === null) return "–";
  const sign = Math.round(interval.lead_hours) > 0 ? "+" : "";
  return c("hoursShort", { value: sign + figure(interval.lead_hours, 0) });
}
