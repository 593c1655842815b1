import type { Episode, Recovery } from "../core/recovery.ts";
import { clinicWords as c } from "../i18n/clinic.ts";
import { effectName } from "../i18n/effects.ts";
import { dayAndTime } from "../i18n/format.ts";
import { timeTicks } from "./axis.ts";
import { AsTable, useWidth } from "./frame.tsx";
import { linear, wallPlace } from "./scale.ts";
import { RIGHT } from "./trend.ts";
import { tickLabel } from "./trend-plot.tsx";
import { severityWord, span, t } from "./words.ts";

const ROW = 40;
const HOUR_MS = 3_600_000;

/** Side-effect episodes, one row an effect: length is how long, thickness and shade how bad. */
export function EpisodeBars({ data }: { data: Recovery }) {
  const [box, width] = useWidth(480);
  const felt = data.side_effects.filter((episode) => episode.severity > 0);
  if (felt.length === 0) return <p class="muted">{c("noSideEffects")}</p>;
  const open = felt.filter((episode) => episode.ended_at === null).length;
  return (
    <div class="chart-box">
      <p class="chart-sentence">
        {c("episodesSentence", { n: felt.length })}{" "}
        {open ? c("episodesOpen", { n: open }) : c("episodesAllEnded")}
      </p>
      <div ref={box}>
        <Plot data={data} felt={felt} width={width} />
      </div>
      <AsTable>{() => <EpisodeTable episodes={felt} zone={data.zone} />}</AsTable>
    </div>
  );
}

function Plot({ data, felt, width }: { data: Recovery; felt: readonly Episode[]; width: number }) {
  const [from, to] = span(data, null);
  const left = Math.min(180, width * 0.46);
  const x = linear([from, to + 1], [left, width - RIGHT]);
  const codes = [...new Set(felt.map((episode) => episode.effect))].sort(
    (a, b) => count(felt, b) - count(felt, a) || a.localeCompare(b),
  );
  const bottom = codes.length * ROW;
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${bottom + 24}`} aria-hidden="true" focusable="false">
      {data.sessions.map((session) => {
        const at = x(wallPlace(session.started_at, data.zone));
        return at < left ? null : (
          <line key={session.id} class="session-rule faint" x1={at} x2={at} y1={0} y2={bottom} />
        );
      })}
      {codes.map((code, row) => (
        <g key={code}>
          <text class="chart-text episode-name" x={0} y={row * ROW + 16}>
            {short(effectName(code), left)}
          </text>
          <text class="chart-text" x={0} y={row * ROW + 31}>
            {timesWords(felt.filter((episode) => episode.effect === code))}
          </text>
          <line class="chart-hair" x1={left} x2={width - RIGHT} y1={(row + 1) * ROW} y2={(row + 1) * ROW} />
          {felt
            .filter((episode) => episode.effect === code)
            .map((episode) => (
              <rect
                key={episode.id}
                class={`severity-bar severity-${episode.severity}`}
                {...bar(episode, data, x, to, row)}
              />
            ))}
        </g>
      ))}
      {timeTicks(from, to, width - left - RIGHT).map((tick) => (
        <text key={tick.at} class="chart-text" x={x(tick.at)} y={bottom + 17} text-anchor="middle">
          {tickLabel(tick)}
        </text>
      ))}
    </svg>
  );
}

function bar(episode: Episode, data: Recovery, x: (day: number) => number, to: number, row: number) {
  const begin = x(wallPlace(episode.started_at, data.zone));
  const end = x(episode.ended_at === null ? to + 1 : wallPlace(episode.ended_at, data.zone));
  const height = 4 + 3 * episode.severity;
  return { x: begin, y: row * ROW + (ROW - height) / 2, width: Math.max(3, end - begin), height };
}

function count(felt: readonly Episode[], code: string): number {
  return felt.filter((episode) => episode.effect === code).length;
}

/** "5 times, longest 4 h"; one that goes on is the longest. */
function timesWords(episodes: readonly Episode[]): string {
  const going = episodes.some((episode) => episode.ended_at === null);
  const longest = episodes.reduce((a, b) => (hoursOf(a) >= hoursOf(b) ? a : b));
  return c("effectTimes", { n: episodes.length, longest: going ? t("goesOn") : lasted(longest) });
}

function hoursOf(episode: Episode): number {
  const end = episode.ended_at === null ? Number.POSITIVE_INFINITY : Date.parse(episode.ended_at);
  return (end - Date.parse(episode.started_at)) / HOUR_MS;
}

/** As much of a name as fits; the table has all of it. */
function short(name: string, room: number): string {
  const letters = Math.floor(room / 6.4);
  return name.length <= letters ? name : `${name.slice(0, letters - 1)}…`;
}

function EpisodeTable({ episodes, zone }: { episodes: readonly Episode[]; zone: string }) {
  return (
    <table>
      <caption class="visually-hidden">{t("sideEffects")}</caption>
      <thead>
        <tr>
          {[c("effect"), c("severity"), c("started"), c("ended"), c("lasted")].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {episodes.toReversed().map((episode) => (
          <tr key={episode.id}>
            <th scope="row">{effectName(episode.effect)}</th>
            <td>{severityWord(episode.severity)}</td>
            <td>{dayAndTime(episode.started_at, zone)}</td>
            <td>{episode.ended_at === null ? t("goesOn") : dayAndTime(episode.ended_at, zone)}</td>
            <td>{lasted(episode)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "3 h", or "2 days" from two days on; nothing while it goes on. */
export function lasted(episode: Episode): string {
  if (episode.ended_at === null) return "–";
  const hours = hoursOf(episode);
  if (hours >= 48) return c("lastedDays", { n: Math.round(hours / 24) });
  return hours < 1 ? c("lastedUnderHour") : c("hoursShort", { value: Math.round(hours) });
}
