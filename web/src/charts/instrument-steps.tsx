import type { Instrument, Recovery, Score } from "../core/recovery.ts";
import { bandWord, clinicWords as c, responseWord } from "../i18n/clinic.ts";
import { fullDay } from "../i18n/format.ts";
import { timeTicks } from "./axis.ts";
import { AsTable, useWidth } from "./frame.tsx";
import { Heads } from "./heads.tsx";
import { rounds, stairs } from "./path.ts";
import { dayNumber, linear } from "./scale.ts";
import { LEFT } from "./trend.ts";
import { tickLabel } from "./trend-plot.tsx";
import { figure, span } from "./words.ts";

/** How long a score says something where its questions do not say which days they ask about. */
const HOLD_DAYS = 7;
const TOP = 8;
const AXIS = 24;
/** A word needs as much height, or it would stand on its neighbour's. */
const LINE = 12;

/** One small chart for each questionnaire answered, each version for itself: low is better, so the axis says so. */
export function InstrumentSteps({ data }: { data: Recovery }) {
  if (data.instruments.length === 0) return <p class="muted">{c("noScores")}</p>;
  return (
    <div class="stack">
      {data.instruments.map((instrument) => (
        <Steps
          key={`${instrument.questionnaire} ${instrument.version}`}
          data={data}
          instrument={instrument}
          several={
            data.instruments.filter(({ questionnaire }) => questionnaire === instrument.questionnaire)
              .length > 1
          }
        />
      ))}
    </div>
  );
}

interface StepsProps {
  data: Recovery;
  instrument: Instrument;
  /** There is another version of it, so that the name alone does not tell them apart. */
  several: boolean;
}

function Steps({ data, instrument, several }: StepsProps) {
  const [box, width] = useWidth(480);
  const { questionnaire, version, name } = instrument;
  const title = several ? c("versionOf", { name, version }) : name;
  const scores = data.scores.filter(
    (score) => score.questionnaire === questionnaire && score.version === version,
  );
  return (
    <div class="chart-box">
      <h3>{title}</h3>
      <p class="chart-sentence">{scoreSentence(title, scores, instrument)}</p>
      {clusterWords(scores.at(-1), instrument) ? (
        <p class="muted small">{clusterWords(scores.at(-1), instrument)}</p>
      ) : null}
      {instrument.response_at === null ? null : (
        <p class="muted small">{c("responseFrom", { n: figure(instrument.response_at) })}</p>
      )}
      <div ref={box}>
        <Plot data={data} scores={scores} instrument={instrument} width={width} />
      </div>
      <AsTable>{() => <ScoreTable scores={scores} title={title} instrument={instrument} />}</AsTable>
    </div>
  );
}

/** A band in words: the clinic's own, or the program's for its code. Empty where there are no bands. */
export function bandOf(code: string | null, instrument?: Instrument): string {
  if (code === "") return "";
  return instrument?.bands.find((band) => band.code === code)?.label ?? bandWord(code);
}

/** "PHQ-9 is 7 (mild) on Nov 22, 2026, −11 from 18 at baseline: response." */
export function scoreSentence(title: string, scores: readonly Score[], instrument?: Instrument): string {
  const last = scores.at(-1);
  if (!last) return c("noScores");
  const band = bandOf(last.band, instrument);
  const total = band === "" ? figure(last.total) : c("totalInBand", { total: figure(last.total), band });
  const facts = { title, total, date: fullDay(last.date) };
  const response =
    last.response === null ? "" : ` ${c("scoreResponse", { response: responseWord(last.response) })}`;
  if (last.change === null) return c("scoreNoBaseline", facts) + response;
  return c("scoreChange", { ...facts, change: signed(last.change) }) + response;
}

/** "Clusters: B 12 of 20, C 3 of 8, D 10 of 28, E 9 of 24"; empty where there are none. Sums, and nothing made of them. */
export function clusterWords(score: Score | undefined, { clusters = [] }: Instrument): string {
  const sums = clusters.flatMap(({ code, most }) => {
    const sum = score?.clusters?.[code];
    return sum === undefined ? [] : [c("clusterOf", { code, sum: figure(sum), most: figure(most) })];
  });
  return sums.length > 0 ? c("clusters", { sums: sums.join(", ") }) : "";
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
  const y = linear([instrument.least, instrument.most], [bottom, TOP]);
  const lines =
    instrument.bands.length > 0
      ? instrument.bands.map((band) => ({ least: band.least, word: bandOf(band.code, instrument) }))
      : [instrument.least, (instrument.least + instrument.most) / 2, instrument.most].map((least) => ({
          least,
          word: "",
        }));
  const room = (points: number) => Math.abs(y(points) - y(0)) >= LINE;
  const points = scores.map((score) => {
    const step = dayNumber(score.date);
    return { step, x: x(step + 0.5), y: y(score.total) };
  });
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${bottom + AXIS}`} aria-hidden="true" focusable="false">
      {lines.map(({ least }) => (
        <g key={least}>
          <line class="chart-hair" x1={LEFT} x2={right} y1={y(least)} y2={y(least)} />
          <text class="chart-text" x={LEFT - 6} y={y(least) + 4} text-anchor="end">
            {figure(least)}
          </text>
        </g>
      ))}
      {instrument.response_at === null ? null : (
        <line
          class="response-line"
          x1={LEFT}
          x2={right}
          y1={y(instrument.response_at)}
          y2={y(instrument.response_at)}
        />
      )}
      {data.sessions.map((session) => {
        const at = x(dayNumber(session.date) + 0.5);
        return <line key={session.id} class="session-rule faint" x1={at} x2={at} y1={TOP} y2={bottom} />;
      })}
      <path class="score-line" d={stairs(points, instrument.recall_days ?? HOLD_DAYS, x(1) - x(0), right)} />
      <path class="score-mark" d={rounds(points, 3.2)} />
      {lines.map(({ least, word }, index) => {
        const high = lines[index + 1]?.least ?? instrument.most;
        return room(high - least) ? (
          <text
            key={least}
            class="chart-text"
            x={narrow ? LEFT + 6 : right + 8}
            y={y((least + high) / 2) + 4}
          >
            {word}
          </text>
        ) : null;
      })}
      {instrument.response_at === null ? null : (
        <text class="chart-text" x={right - 4} y={y(instrument.response_at) - 4} text-anchor="end">
          {c("responseLine")}
        </text>
      )}
      {timeTicks(from, to, right - LEFT).map((tick) => (
        <text key={tick.at} class="chart-text" x={x(tick.at)} y={bottom + 17} text-anchor="middle">
          {tickLabel(tick)}
        </text>
      ))}
    </svg>
  );
}

interface ScoreTableProps {
  scores: readonly Score[];
  title: string;
  instrument: Instrument;
}

function ScoreTable({ scores, title, instrument }: ScoreTableProps) {
  const { clusters = [] } = instrument;
  return (
    <table>
      <caption class="visually-hidden">{title}</caption>
      <Heads
        of={[
          ...[c("date"), c("total"), c("band"), c("change"), c("response")],
          ...clusters.map(({ code }) => c("cluster", { code })),
        ]}
      />
      <tbody>
        {scores.toReversed().map((score) => (
          <tr key={score.entry_id}>
            <th scope="row">{fullDay(score.date)}</th>
            <td>{figure(score.total)}</td>
            <td>{bandOf(score.band, instrument) || "–"}</td>
            <td>{score.change === null ? "–" : signed(score.change)}</td>
            <td>{score.response === null ? "–" : responseWord(score.response)}</td>
            {clusters.map(({ code }) => (
              <td key={code}>{figure(score.clusters?.[code] ?? null)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
