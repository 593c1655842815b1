import "./clinic-charts.css";
import { useMemo, useState } from "preact/hooks";
import type { Rating, Recovery } from "../core/recovery.ts";
import { clinicWords as c } from "../i18n/clinic.ts";
import { RATING_TICKS } from "./axis.ts";
import { useWidth } from "./frame.tsx";
import { durabilitySentence, leadSentence, overlaySentence } from "./interval-words.ts";
import { type Overlay, overlay, TOP } from "./overlay.ts";
import { rounds } from "./path.ts";
import { LEFT } from "./trend.ts";
import { figure, shared } from "./words.ts";

const RATINGS = ["mood", "function"] as const;

/** Every interval between sessions on one clock, so that this one can be read against those before it. */
export function OverlayChart({ data }: { data: Recovery }) {
  const [box, width] = useWidth(480);
  const [rating, setRating] = useState<Rating>("mood");
  const drawn = useMemo(() => overlay(data, rating, width), [data, rating, width]);
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
      <p class="chart-sentence">{overlaySentence(data, rating)}</p>
      <div ref={box}>
        <Plot drawn={drawn} rating={rating} />
      </div>
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
        {c("daysSinceAxis")}
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

function endWords({ endIsToday, beyond }: Overlay, day: number): string {
  if (beyond !== null) return c("onLabel", { day: beyond });
  return endIsToday ? c("todayLabel") : c("dayLabel", { day });
}
