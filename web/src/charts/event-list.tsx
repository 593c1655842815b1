import { medicineWords } from "../core/at-home.ts";
import type { Day, Recovery } from "../core/recovery.ts";
import { fullDay, shortDay } from "../i18n/format.ts";
import { dayNumber } from "./scale.ts";
import { t } from "./words.ts";

/** More would bury the chart they belong to. */
const MOST = 8;

interface Flag {
  readonly id: string;
  readonly date: Day;
  readonly title: string;
}

/** Life events, and what is said of medicines, by day. */
export function flagsOf(data: Recovery): readonly Flag[] {
  const medicines = (data.medications ?? []).map((said) => ({
    id: said.id,
    date: said.date,
    title: t(said.status === "stopped" ? "flagStopped" : "flagTaking", { name: medicineWords(said) }),
  }));
  return [...data.events, ...medicines].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** What the flags stand for, newest first: those of the days drawn. */
export function EventList({ data, from, to }: { data: Recovery; from: number; to: number }) {
  const shown = flagsOf(data)
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
