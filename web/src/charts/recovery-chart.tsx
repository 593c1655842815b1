import { useMemo, useRef, useState } from "preact/hooks";
import type { Recovery } from "../core/recovery.ts";
import { DayDetail } from "./day-detail.tsx";
import { EventList } from "./event-list.tsx";
import { AsTable, useWidth } from "./frame.tsx";
import { type ChartMark, MarksOfDay } from "./marks.tsx";
import { PressureAxis } from "./pressure-axis.tsx";
import { clamp, dayNumber, nearest } from "./scale.ts";
import { type Trend, trend } from "./trend.ts";
import { TrendLegend } from "./trend-legend.tsx";
import { TrendPlot } from "./trend-plot.tsx";
import { TrendTable } from "./trend-table.tsx";
import { reading, sinceSession, span, t, trendSentence } from "./words.ts";

const RANGES = [
  { back: 28, name: "weeks4" },
  { back: 91, name: "months3" },
  { back: 365, name: "year1" },
  { back: null, name: "all" },
] as const;

export type Back = (typeof RANGES)[number]["back"];

interface RecoveryChartProps {
  data: Recovery;
  /** How many days back it opens with; null for all there is. */
  back?: Back;
  /** What staff have written on the chart. */
  marks?: readonly ChartMark[];
}

const NO_MARKS: readonly ChartMark[] = [];

/**
 * Mood and function over real time, with sessions, side effects and events. Read with a finger, a mouse or the
 * arrow keys; each day read is said aloud.
 */
export function RecoveryChart({ data, back: first = 91, marks = NO_MARKS }: RecoveryChartProps) {
  const [box, width] = useWidth(360);
  const [back, setBack] = useState<Back>(first);
  const [cursor, setCursor] = useState<number | null>(null);
  const [from, to] = span(data, back);
  const drawn = useMemo(() => trend(data, from, to, width), [data, from, to, width]);
  const column = cursor === null ? undefined : drawn.columns[cursor];
  const since = column ? (sinceSession(data, column.at)?.days ?? null) : null;
  const choose = (range: Back) => {
    setBack(range);
    setCursor(null);
  };
  return (
    <div class="chart-box">
      <Ranges data={data} back={back} onChoose={choose} />
      <p class="chart-sentence">{trendSentence(data, from, to)}</p>
      <TrendLegend trend={drawn} />
      <div ref={box}>
        <Reader trend={drawn} data={data} marks={marks} cursor={cursor} onRead={setCursor} />
      </div>
      <PressureAxis data={data} trend={drawn} from={from} to={to} />
      <p class="chart-reading" aria-live="polite">
        {column ? reading(column, since, drawn.week) : ""}
      </p>
      {column && !drawn.week ? <DayDetail data={data} day={column.at} /> : null}
      {column && !drawn.week ? <MarksOfDay marks={marks} day={column.at} /> : null}
      {column ? null : <p class="chart-hint muted small no-print">{t("touchToRead")}</p>}
      <EventList data={data} from={from} to={to} />
      {drawn.week ? <p class="muted small">{t("weeklyNote")}</p> : null}
      <AsTable>{() => <TrendTable data={data} trend={drawn} />}</AsTable>
    </div>
  );
}

interface RangesProps {
  data: Recovery;
  back: Back;
  onChoose: (back: Back) => void;
}

/** Only ranges shorter than what there is; one choice is no choice. */
function Ranges({ data, back, onChoose }: RangesProps) {
  const [from, to] = span(data, null);
  const days = to - from + 1;
  const offered = RANGES.filter((range) => range.back === null || range.back < days);
  if (offered.length < 2) return null;
  const current = offered.some((range) => range.back === back) ? back : null;
  return (
    <fieldset class="chart-ranges no-print">
      <legend class="visually-hidden">{t("range")}</legend>
      {offered.map((range) => (
        <button
          key={range.name}
          type="button"
          aria-pressed={range.back === current}
          onClick={() => onChoose(range.back)}
        >
          {t(range.name)}
        </button>
      ))}
    </fieldset>
  );
}

interface ReaderProps {
  trend: Trend;
  data: Recovery;
  marks: readonly ChartMark[];
  cursor: number | null;
  onRead: (index: number | null) => void;
}

/** The drawing with its cursor. */
function Reader({ trend: drawn, data, marks, cursor, onRead }: ReaderProps) {
  const element = useRef<HTMLDivElement>(null);
  const point = (event: PointerEvent) => {
    const box = element.current?.getBoundingClientRect();
    if (!box || drawn.columns.length === 0) return;
    const x = ((event.clientX - box.left) / box.width) * drawn.width;
    onRead(nearest(drawn.columns.map(drawn.middle), x));
  };
  const press = (event: KeyboardEvent) => {
    const next = moved(event.key, cursor, drawn, data);
    if (next === undefined) return;
    event.preventDefault();
    onRead(next);
  };
  return (
    <div
      ref={element}
      class="chart-reader"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is interactive, the arrow keys need it
      tabIndex={0}
      aria-label={`${t("chart")}. ${t("chartHelp")}`}
      onKeyDown={press}
      onPointerDown={point}
      onPointerMove={point}
    >
      <TrendPlot trend={drawn} marks={marks} cursor={cursor} />
    </div>
  );
}

/** Where a key takes the cursor; undefined for a key that is none of ours. */
function moved(key: string, cursor: number | null, drawn: Trend, data: Recovery): number | null | undefined {
  const last = drawn.columns.length - 1;
  if (last < 0) return undefined;
  const at = cursor ?? last + 1;
  switch (key) {
    case "ArrowLeft":
      return clamp(at - 1, 0, last);
    case "ArrowRight":
      return clamp(cursor === null ? 0 : at + 1, 0, last);
    case "Home":
      return 0;
    case "End":
      return last;
    case "PageUp":
      return toSession(-1, cursor ?? last, drawn, data);
    case "PageDown":
      return toSession(1, cursor ?? 0, drawn, data);
    case "Escape":
      return null;
    default:
      return undefined;
  }
}

/** The first column on or after the neighbouring session, or the cursor where there is none. */
function toSession(direction: 1 | -1, cursor: number, drawn: Trend, data: Recovery): number {
  const starts = data.sessions
    .map((session) => drawn.columns.findIndex((column) => column.at >= dayNumber(session.date)))
    .filter((index) => index >= 0 && (direction > 0 ? index > cursor : index < cursor));
  return (direction > 0 ? starts[0] : starts.at(-1)) ?? cursor;
}
