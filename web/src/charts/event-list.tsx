import type { Recovery } from "../core/recovery.ts";
import { fullDay, shortDay } from "../i18n/format.ts";
import { dayNumber } from "./scale.ts";
import { t } from "./words.ts";

/** More would bury the chart they belong to. */
const MOST = 8;

/** What the flags stand for, newest first: the events of the days drawn. */
export function EventList({ data, from, to }: { data: Recovery; from: number; to: number }) {
  const shown = data.events
    .filter(({ date }) => dayNumber(date) >= from && dayNumber(date) <= to)
    .slice(-MOST)
    .toReversed();
  if (shown.length === 0) return null;
  const day = to - from > 300 ? fullDay : shortDay;
  return (
    <section class="chart-events small" aria-label={t("events")}>
      <ul>
        {shown.map((event) => (
          <li key={event.id}>
            <span class="muted">{day(event.date)}</span> {event.title}
          </li>
        ))}
      </ul>
    </section>
  );
}
