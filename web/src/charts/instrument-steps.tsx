import type { Recovery, Score } from "../core/recovery.ts";
import { bandWord, clinicWords as c, responseWord } from "../i18n/clinic.ts";
import { fullDay } from "../i18n/format.ts";
import { timeTicks } from "./axis.ts";
import { AsTable, useWidth } from "./frame.tsx";
import { rounds, stairs } from "./path.ts";
import { dayNumber, linear } from "./scale.ts";
import { LEFT } from "./trend.ts";
import { tickLabel } from "./trend-plot.tsx";
import { figure, span } from "./words.ts";

interface Instrument {
  readonly title: string;
  readonly most: number;
  /** Lowest total of each band, with the band's code (Kroenke 2001, Spitzer 2006). */
  readonly bands: ReadonlyArray<readonly [from: number, code: string]>;
}

const INSTRUMENTS: Readonly<Record<string, Instrument>> = {
  "phq-9": {
    title: "PHQ-9",
    most: 27,
    bands: [
      [0, "minimal"],
      [5, "mild"],
      [10, "moderate"],
      [15, "moderately_severe"],
      [20, "severe"],
    ],
  },
  "gad-7": {
    title: "GAD-7",
    most: 21,
    bands: [
      [0, "minimal"],
      [5, "mild"],
      [10, "moderate"],
      [15, "severe"],
    ],
  },
};

/** A score says nothing of days its questions do not ask about: both instruments ask about two weeks. */
const HOLD_DAYS = 14;
const TOP = 8;
const AXIS = 24;

/** One small chart for each questionnaire answered: low is better, so the axis says so. */
export function InstrumentSteps({ data }: { data: Recovery }) {
  const names = Object.keys(INSTRUMENTS).filter((name) =>
    data.scores.some((score) => score.questionnaire === name),
  );
  if (names.length === 0) return <p class="muted">{c("noScores")}</p>;
  return (
    <div class="stack">
      {names.map((name) => (
        <Steps key={name} data={data} name={name} instrument={INSTRUMENTS[name] as Instrument} />
      ))}
    </div>
  );
}

interface StepsProps {
  data: Recovery;
  name: string;
  instrument: Instrument;
}

function Steps({ data, name, instrument }: StepsProps) {
  const [box, width] = useWidth(480);
  const scores = data.scores.filter((score) => score.questionnaire === name);
  return (
    <div class="chart-box">
      <h3>{instrument.title}</h3>
      <p class="chart-sentence">{scoreSentence(instrument.title, scores)}</p>
      <div ref={box}>
        <Plot data={data} scores={scores} instrument={instrument} width={width} />
      </div>
      <AsTable>{() => <ScoreTable scores={scores} title={instrument.title} />}</AsTable>
    </div>
  );
}

/** "PHQ-9 is 7 (mild) on Nov 22, 2026, −11 from 18 at baseline: response." */
export function scoreSentence(title: string, scores: readonly Score[]): string {
  const last = scores.at(-1);
  if (!last) return c("noScores");
  const facts = { title, total: last.total, band: bandWord(last.band), date: fullDay(last.date) };
  const response =
    last.response === null ? "" : ` ${c("scoreResponse", { response: responseWord(last.response) })}`;
  if (last.change === null) return c("scoreNoBaseline", facts) + response;
  return c("scoreChange", { ...facts, change: signed(last.change) }) + response;
}

/** A change with its sign, a rise as well as a fall. */
export function signed(change: number): string {
  return change > 0 ? `+${figure(change)}` : figure(change);
}

interface PlotProps {
  data: Recovery;
  scores: readonly Score[];
  instrument: Instrument;
  width: number;
}

function Plot({ data, scores, instrument, width }: PlotProps) {
  const [from, to] = span(data, null);
  const narrow = width < 520; // the bands' words then stand inside, where a line may run behind them
  const right = width - (narrow ? 10 : 130);
  const bottom = TOP + 130;
  const x = linear([from, to + 1], [LEFT, right]);
  const y = linear([0, instrument.most], [bottom, TOP]);
  const points = scores.map((score) => {
    const step = dayNumber(score.date);
    return { step, x: x(step + 0.5), y: y(score.total) };
  });
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${bottom + AXIS}`} aria-hidden="true" focusable="false">
      {instrument.bands.map(([low, code], index) => {
        const high = instrument.bands[index + 1]?.[0] ?? instrument.most;
        return (
          <g key={code}>
            <line class="chart-hair" x1={LEFT} x2={right} y1={y(low)} y2={y(low)} />
            <text class="chart-text" x={LEFT - 6} y={y(low) + 4} text-anchor="end">
              {low}
            </text>
            <text class="chart-text" x={narrow ? LEFT + 6 : right + 8} y={y((low + high) / 2) + 4}>
              {bandWord(code)}
            </text>
          </g>
        );
      })}
      {data.sessions.map((session) => {
        const at = x(dayNumber(session.date) + 0.5);
        return <line key={session.id} class="session-rule faint" x1={at} x2={at} y1={TOP} y2={bottom} />;
      })}
      <path class="score-line" d={stairs(points, HOLD_DAYS, x(1) - x(0), right)} />
      <path class="score-mark" d={rounds(points, 3.2)} />
      {timeTicks(from, to, right - LEFT).map((tick) => (
        <text key={tick.at} class="chart-text" x={x(tick.at)} y={bottom + 17} text-anchor="middle">
          {tickLabel(tick)}
        </text>
      ))}
    </svg>
  );
}

function ScoreTable({ scores, title }: { scores: readonly Score[]; title: string }) {
  return (
    <table>
      <caption class="visually-hidden">{title}</caption>
      <thead>
        <tr>
          {[c("date"), c("total"), c("band"), c("change"), c("response")].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {scores.toReversed().map((score) => (
          <tr key={score.date}>
            <th scope="row">{fullDay(score.date)}</th>
            <td>{score.total}</td>
            <td>{bandWord(score.band)}</td>
            <td>{score.change === null ? "–" : signed(score.change)}</td>
            <td>{score.response === null ? "–" : responseWord(score.response)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
