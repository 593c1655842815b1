import { pressureWords } from "../core/at-home.ts";
import type { Episode, Recovery } from "../core/recovery.ts";
import { effectName } from "../i18n/effects.ts";
import { dayAndTime } from "../i18n/format.ts";
import { flagsOf } from "./event-list.tsx";
import { dayNumber, isoDay, wallPlace } from "./scale.ts";
import { figure, severityWord, shared, t } from "./words.ts";

/** What else is known of one day: the folded ratings, side effects that ran, the session, events. */
export function DayDetail({ data, day }: { data: Recovery; day: number }) {
  const date = isoDay(day);
  const place = data.series.date.indexOf(date);
  const { series, zone } = data;
  const ratings: [string, string][] = [
    [shared("sleep"), hours(series.sleep_hours[place] ?? null)],
    [shared("energy"), figure(series.energy[place])],
    [shared("anxiety"), figure(series.anxiety[place])],
    [shared("pain"), figure(series.pain[place])],
  ];
  const number = data.sessions.findIndex((session) => session.date === date);
  const session = data.sessions[number];
  const rows: [string, string][] = [
    ...ratings.filter(([, value]) => value !== figure(null)),
    ...(session
      ? [[t("readSession", { n: number + 1 }), dayAndTime(session.started_at, zone)] as [string, string]]
      : []),
    ...data.side_effects
      .filter((episode) => ranOn(episode, day, zone))
      .map((episode): [string, string] => [effectName(episode.effect), howBad(episode)]),
    ...(data.readings ?? [])
      .filter((reading) => dayNumber(reading.date) === day)
      .map((reading): [string, string] => [t("pressure"), pressureWords(reading)]),
    ...flagsOf(data)
      .filter((flag) => dayNumber(flag.date) === day)
      .map((flag): [string, string] => [t("event"), flag.title]),
  ];
  if (rows.length === 0) return null;
  return (
    <dl class="chart-detail">
      {rows.map(([term, value], index) => (
        <div key={`${term} ${index}`}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function hours(value: number | null): string {
  return value === null ? figure(null) : t("hours", { value: figure(value) });
}

function howBad(episode: Episode): string {
  const word = severityWord(episode.severity);
  return episode.ended_at === null ? `${word}, ${t("goesOn")}` : word;
}

function ranOn(episode: Episode, day: number, zone: string): boolean {
  const end = episode.ended_at === null ? Number.POSITIVE_INFINITY : wallPlace(episode.ended_at, zone);
  return Math.floor(wallPlace(episode.started_at, zone)) <= day && end >= day;
}
