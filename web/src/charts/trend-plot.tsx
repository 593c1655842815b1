import { RATING_TICKS, type Tick } from "./axis.ts";
import { month, shortDay, year } from "./dates.ts";
import { type ChartMark, Marks } from "./marks.tsx";
import { type Point, rounds, squares } from "./path.ts";
import { isoDay } from "./scale.ts";
import { type Bar, LEFT, RIGHT, type Trend } from "./trend.ts";

interface PlotProps {
  trend: Trend;
  marks: readonly ChartMark[];
  /** Index of the column being read, or null. */
  cursor: number | null;
}

/** The drawing itself. It is said in words beside it, so it is hidden from screen readers. */
export function TrendPlot({ trend, marks, cursor }: PlotProps) {
  const { width, height, curves, markRadius } = trend;
  return (
    <svg
      class={`chart${trend.week ? " chart-fine" : ""}`}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <Grid trend={trend} />
      <path class="function-line" d={curves.function.line} />
      <path class="mood-line" d={curves.mood.line} />
      <path class="function-mark" d={squares(curves.function.full, markRadius * 0.9)} />
      <path class="function-mark hollow" d={squares(curves.function.hollow, markRadius * 0.9)} />
      <path class="mood-mark" d={rounds(curves.mood.full, markRadius)} />
      <path class="mood-mark hollow" d={rounds(curves.mood.hollow, markRadius)} />
      {SEVERITIES.map((severity) => (
        <path key={severity} class={`severity-bar severity-${severity}`} d={barsPath(trend, severity)} />
      ))}
      {trend.flags.map((flag) => (
        <path key={flag.x} class="event-flag" d={`M${flag.x} ${flag.y}v13m0-13h8l-2 3.5 2 3.5h-8`} />
      ))}
      <Marks trend={trend} marks={marks} />
      {cursor === null ? null : <Cursor trend={trend} index={cursor} />}
    </svg>
  );
}

const SEVERITIES = [1, 2, 3, 4];

/** All bars of one severity as one path: years of them would be slow one by one. */
function barsPath({ bars }: Trend, severity: number): string {
  return bars
    .filter((bar) => bar.severity === severity)
    .map(barPath)
    .join("");
}

/** A bar with a square end when it ended, and a pointed one when it goes on. */
function barPath({ x, y, width, height, open }: Bar): string {
  const body = `M${x} ${y}h${width}`;
  return open ? `${body}l4 ${height / 2}l-4 ${height / 2}h${-width}z` : `${body}v${height}h${-width}z`;
}

function Grid({ trend }: { trend: Trend }) {
  const { x, y, top, bottom, width } = trend;
  return (
    <>
      {RATING_TICKS.map((value) => (
        <g key={value}>
          <line class="chart-hair" x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} />
          <text class="chart-text" x={LEFT - 6} y={y(value) + 4} text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      {trend.ticks.map((tick) => (
        <g key={tick.at}>
          <line class="chart-hair" x1={x(tick.at)} x2={x(tick.at)} y1={bottom} y2={bottom + 5} />
          <text class="chart-text" x={x(tick.at)} y={bottom + 17} text-anchor={anchor(x(tick.at), width)}>
            {tickLabel(tick)}
          </text>
        </g>
      ))}
      {trend.sessions.map((session) => (
        <g key={session.x}>
          <line
            class={`session-rule${trend.crowded ? " faint" : ""}`}
            x1={session.x}
            x2={session.x}
            y1={top - 6}
            y2={bottom}
          />
          {session.number === null ? null : (
            <text class="session-number" x={session.x} y={top - 9} text-anchor="middle">
              {session.number}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

/** Labels near the right end lean inwards, so that none is cut off. */
function anchor(x: number, width: number): "middle" | "end" | "start" {
  if (x > width - RIGHT - 20) return "end";
  return x < LEFT + 14 ? "start" : "middle";
}

export function tickLabel({ at, names }: Tick): string {
  const day = isoDay(at);
  if (names === "day") return shortDay(day);
  return names === "month" ? month(day) : year(day);
}

function Cursor({ trend, index }: { trend: Trend; index: number }) {
  const column = trend.columns[index];
  if (!column) return null;
  const x = trend.middle(column);
  const at = (value: number | null): Point[] => (value === null ? [] : [{ step: 0, x, y: trend.y(value) }]);
  return (
    <g class="chart-cursor">
      <line x1={x} x2={x} y1={trend.top} y2={trend.bottom} />
      <path class="function-mark" d={squares(at(column.function), 5)} />
      <path class="mood-mark" d={rounds(at(column.mood), 5.5)} />
    </g>
  );
}
