import "./clinic-charts.css";
import { useMemo, useState } from "preact/hooks";
import type { Rating, Recovery } from "../core/recovery.ts";
import { clinicWords as c } from "../i18n/clinic.ts";
import { deskWords as d } from "../i18n/desk.ts";
import { RATING_TICKS } from "./axis.ts";
import { AsTable, useWidth } from "./frame.tsx";
import { hourCourses } from "./hours.ts";
import { HoursTable } from "./hours-table.tsx";
import { durabilitySentence, leadSentence, overlaySentence } from "./interval-words.ts";
import { type Clock, type Overlay, overlay, TOP } from "./overlay.ts";
import { rounds } from "./path.ts";
import { LEFT } from "./trend.ts";
import { figure, shared } from "./words.ts";

const RATINGS = ["mood", "function"] as const;
const CLOCKS = ["days", "hours"] as const;

/** Every interval between sessions on one clock, so that this one can be read against those before it. */
export function OverlayChart({ data }: { data: Recovery }) {
  const [box, width] = useWidth(480);
  const [rating, setRating] = useState<Rating>("mood");
  const [clock, setClock] = useState<Clock>("days");
  const drawn = useMemo(() => overlay(data, rating, width, clock), [data, rating, width, clock]);
  if (data.intervals.length === 0) return <p class="muted">{c("noSessionsYet")}</p>;
  return (
    <div class="chart-box">
      <fieldset class="chart-ranges no-print">
        <legend class="visually-hidden">{c("whichRating")}</legend>
        {RATINGS.map((each) => (
          <button key={each} type="button" aria-pressed={each === rating} onClick={() => setRating(each)}>
            {shared(each)}
          </button>
        ))}
      </fieldset>
      <fieldset class="chart-ranges no-print">
        <legend class="visually-hidden">{d("whichClock")}</legend>
        {CLOCKS.map((each) => (
          <button key={each} type="button" aria-pressed={each === clock} onClick={() => setClock(each)}>
            {d(`clock_${each}`)}
          </button>
        ))}
      </fieldset>
      <p class="chart-sentence">
        {clock === "days" ? overlaySentence(data, rating) : hoursSentence(data, rating)}
      </p>
      <div ref={box}>
        <Plot drawn={drawn} rating={rating} />
      </div>
      <p class="muted small">{d("bandNote")}</p>
      {clock === "hours" ? <AsTable>{() => <HoursTable data={data} />}</AsTable> : null}
      <ul class="plain-list stack-s">
        <li>{durabilitySentence(data, "mood")}</li>
        <li>{durabilitySentence(data, "function")}</li>
        <li>{leadSentence(data)}</li>
      </ul>
    </div>
  );
}

function Plot({ drawn, rating }: { drawn: Overlay; rating: Rating }) {
  const { width, height, earlier, median, current } = drawn;
  return (
    <svg
      class={`chart overlay-${rating}`}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      {median ? <path class="overlay-band" d={median.band} /> : null}
      <Axes drawn={drawn} />
      {earlier.map((course) => (
        <g key={course.number} class="overlay-earlier">
          <path d={course.line} />
          <path d={rounds(course.lone, 1.5)} />
        </g>
      ))}
      {median ? <path class="overlay-median" d={median.line} /> : null}
      {median ? (
        <text class="chart-text" x={median.end.x + 6} y={clear(median.end.y, drawn)}>
          {c("medianLabel")}
        </text>
      ) : null}
      {current ? <path class="overlay-current" d={current.line} /> : null}
      {current ? <path class="overlay-mark" d={rounds(current.points, 2.4)} /> : null}
      <Today drawn={drawn} />
      <End drawn={drawn} />
    </svg>
  );
}

/** The median's label moves aside where this interval's would be. */
function clear(y: number, { end, median }: Overlay): number {
  const collides = end && median && Math.abs(end.x - median.end.x) < 70 && Math.abs(end.y - y) < 14;
  return collides ? (end.y > y ? end.y - 12 : end.y + 20) : y + 4;
}

function Axes({ drawn }: { drawn: Overlay }) {
  const { x, y, bottom, right, lost } = drawn;
  return (
    <>
      {RATING_TICKS.map((value) => (
        <g key={value}>
          <line class="chart-hair" x1={LEFT} x2={right} y1={y(value)} y2={y(value)} />
          <text class="chart-text" x={LEFT - 6} y={y(value) + 4} text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      {drawn.ticks.map((day) => (
        <g key={day}>
          <line class="chart-hair" x1={x(day)} x2={x(day)} y1={TOP} y2={bottom + 5} />
          <text class="chart-text" x={x(day)} y={bottom + 17} text-anchor="middle">
            {day}
          </text>
        </g>
      ))}
      <text class="chart-text" x={(LEFT + right) / 2} y={bottom + 33} text-anchor="middle">
        {drawn.clock === "days" ? c("daysSinceAxis") : d("hoursSinceAxis")}
      </text>
      {lost === null ? null : (
        <>
          <line class="overlay-lost" x1={LEFT} x2={right} y1={y(lost)} y2={y(lost)} />
          <text class="chart-text" x={right + 6} y={lostLabelY(drawn, lost)}>
            {c("lostLabel", { value: figure(lost) })}
          </text>
        </>
      )}
    </>
  );
}

function lostLabelY({ y, end, right }: Overlay, lost: number): number {
  const at = y(lost) + 4;
  return end && end.x > right - 40 && Math.abs(end.y + 4 - at) < 14 ? at + 14 : at;
}

/** Where today is, once the line does not reach it: the days since then have no value. */
function Today({ drawn }: { drawn: Overlay }) {
  const { clock, today, endIsToday, ticks, x, bottom } = drawn;
  if (clock === "hours" || today === null || endIsToday || today > (ticks.at(-1) ?? 0)) return null;
  return (
    <>
      <line class="overlay-today" x1={x(today)} x2={x(today)} y1={TOP} y2={bottom} />
      <text class="chart-text" x={x(today) + 4} y={bottom - 6}>
        {c("todayLabel")}
      </text>
    </>
  );
}

/** The end of this interval's line, named. */
function End({ drawn }: { drawn: Overlay }) {
  const { end } = drawn;
  if (!end) return null;
  return (
    <>
      <path class="overlay-mark" d={rounds([end], 5)} />
      <text class="overlay-end" x={end.x + 9} y={end.y + 4}>
        {endWords(drawn, end.step)}
      </text>
    </>
  );
}

function endWords({ clock, endIsToday, beyond }: Overlay, day: number): string {
  if (clock === "hours") return d("hourLabel", { value: figure(day, 0) });
  if (beyond !== null) return c("onLabel", { day: beyond });
  return endIsToday ? c("todayLabel") : c("dayLabel", { day });
}

/** How this interval began, as far as it was told by the hour. */
function hoursSentence(data: Recovery, rating: Rating): string {
  const current = hourCourses(data, rating).at(-1);
  const [first, last] = [current?.values[0], current?.values.at(-1)];
  if (!current || !first || !last) return d("hoursNone", { number: data.intervals.length });
  return d("hoursNow", {
    number: current.number,
    n: current.values.length,
    what: shared(rating).toLowerCase(),
    first: figure(first[1]),
    last: figure(last[1]),
    hours: figure(last[0], 0),
  });
}
