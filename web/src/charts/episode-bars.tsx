import type { Recovery } from "../core/recovery.ts";
import { clinicWords as c } from "../i18n/clinic.ts";
import { effectName } from "../i18n/effects.ts";
import { timeTicks } from "./axis.ts";
import { lasted, ReporterMark, reporterWord } from "./episode-parts.tsx";
import { EpisodeTable } from "./episode-table.tsx";
import { goesOn, type Reporter, type Seen, seenIn } from "./episodes.ts";
import { AsTable, useWidth } from "./frame.tsx";
import { linear, wallPlace } from "./scale.ts";
import { RIGHT } from "./trend.ts";
import { tickLabel } from "./trend-plot.tsx";
import { span } from "./words.ts";

const ROW = 48;
/** The middle of each reporter's bars in a row: the patient's own above, others beside them. */
const LINE: Readonly<Record<Reporter, number>> = { patient: 18, companion: 34, staff: 42 };
const OTHERS_HEIGHT = 6;
const REPORTERS = ["patient", "companion", "staff"] as const;

/**
 * Side-effect episodes, one row an effect: length is how long, thickness and shade how bad. Whoever else saw it is
 * drawn beside, told by pattern and named in words.
 */
export function EpisodeBars({ data }: { data: Recovery }) {
  const [box, width] = useWidth(480);
  const seen = seenIn(data);
  if (seen.length === 0) return <p class="muted">{c("noSideEffects")}</p>;
  const own = seen.filter(({ reporter }) => reporter !== "staff");
  const open = seen.filter(goesOn).length;
  return (
    <div class="chart-box">
      <p class="chart-sentence">
        {own.length ? c("episodesSentence", { n: own.length }) : ""}{" "}
        {own.length ? (open ? c("episodesOpen", { n: open }) : c("episodesAllEnded")) : ""}{" "}
        {own.length < seen.length ? c("episodesByStaff", { n: seen.length - own.length }) : ""}
      </p>
      <Reporters seen={seen} />
      <div ref={box}>
        <Plot data={data} seen={seen} width={width} />
      </div>
      <AsTable>{() => <EpisodeTable seen={seen} zone={data.zone} />}</AsTable>
    </div>
  );
}

/** Who reported what is drawn, where it was not the patient alone. */
function Reporters({ seen }: { seen: readonly Seen[] }) {
  const present = REPORTERS.filter((each) => seen.some(({ reporter }) => reporter === each));
  if (present.every((each) => each === "patient")) return null;
  return (
    <ul class="chart-legend">
      {present.map((each) => (
        <li key={each}>
          <ReporterMark reporter={each} />
          {reporterWord(each)}
        </li>
      ))}
    </ul>
  );
}

interface PlotProps {
  data: Recovery;
  seen: readonly Seen[];
  width: number;
}

function Plot({ data, seen, width }: PlotProps) {
  const [from, to] = span(data, null);
  const left = Math.min(180, width * 0.46);
  const x = linear([from, to + 1], [left, width - RIGHT]);
  const codes = [...new Set(seen.map(({ effect }) => effect))].sort(
    (a, b) => count(seen, b) - count(seen, a) || a.localeCompare(b),
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
          <text class="chart-text episode-name" x={0} y={row * ROW + 18}>
            {short(effectName(code), left)}
          </text>
          <text class="chart-text" x={0} y={row * ROW + 34}>
            {timesWords(seen.filter(({ effect }) => effect === code))}
          </text>
          <line class="chart-hair" x1={left} x2={width - RIGHT} y1={(row + 1) * ROW} y2={(row + 1) * ROW} />
          {seen
            .filter(({ effect }) => effect === code)
            .map((each) => (
              <Bar key={each.id} seen={each} x={x} zone={data.zone} end={to + 1} top={row * ROW} />
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

interface BarProps {
  seen: Seen;
  x: (day: number) => number;
  zone: string;
  /** Where what goes on is drawn to. */
  end: number;
  top: number;
}

/** One episode, a piece for each severity it had. */
function Bar({ seen, x, zone, end, top }: BarProps) {
  const place = (at: number) => x(wallPlace(new Date(at).toISOString(), zone));
  return (
    <>
      {seen.stretches.map(({ from, to, severity }) => {
        const left = place(from);
        const height = seen.reporter === "patient" ? 4 + 3 * severity : OTHERS_HEIGHT;
        const right = to !== null ? place(to) : goesOn(seen) ? x(end) : left;
        const middle = top + LINE[seen.reporter];
        if (seen.reporter === "companion") {
          const x2 = Math.max(left + 3, right);
          return <line key={from} class="by-companion" x1={left} x2={x2} y1={middle} y2={middle} />;
        }
        return (
          <rect
            key={from}
            class={`severity-bar severity-${severity} by-${seen.reporter}`}
            x={left}
            y={middle - height / 2}
            width={Math.max(3, right - left)}
            height={height}
          />
        );
      })}
    </>
  );
}

function count(seen: readonly Seen[], code: string): number {
  return seen.filter(({ effect }) => effect === code).length;
}

/** "5 times, longest 4 h", or "2 times, goes on". */
function timesWords(episodes: readonly Seen[]): string {
  if (episodes.some(goesOn)) return c("effectGoesOn", { n: episodes.length });
  const longest = episodes.reduce((a, b) => (hoursOf(a) >= hoursOf(b) ? a : b));
  return c("effectTimes", { n: episodes.length, longest: lasted(longest) });
}

function hoursOf({ started_at, ended_at }: Seen): number {
  return ended_at === null ? 0 : Date.parse(ended_at) - Date.parse(started_at);
}

/** As much of a name as fits; the table has all of it. */
function short(name: string, room: number): string {
  const letters = Math.floor(room / 6.4);
  return name.length <= letters ? name : `${name.slice(0, letters - 1)}…`;
}
