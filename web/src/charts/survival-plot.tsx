import { Heads } from "./heads.tsx";
import "./survival.css";
import type { Curve } from "../core/results.ts";
import { resultsWords as r } from "../i18n/results.ts";
import { AsTable, useWidth } from "./frame.tsx";
import { BELOW, HEIGHT, survival, TOP } from "./survival.ts";
import { figure } from "./words.ts";

const SHARES = [0, 0.5, 1] as const;

interface SurvivalPlotProps {
  title: string;
  curve: Curve;
  /** Days to the loss of benefit, or hours until an effect is gone. */
  of: "benefit" | "effect";
}

/** One curve with its band, how many were still watched below it, and the same as a table. */
export function SurvivalPlot({ title, curve, of }: SurvivalPlotProps) {
  const [box, width] = useWidth(420);
  return (
    <div class="chart-box">
      <h3>{title}</h3>
      <p class="chart-sentence">{curveSentence(curve, of)}</p>
      <div ref={box}>
        <Plot curve={curve} of={of} width={width} />
      </div>
      <AsTable>{() => <CurveTable title={title} curve={curve} of={of} />}</AsTable>
    </div>
  );
}

/** When half had lost it, or were rid of it; or that this was not seen as far as five were watched. */
export function curveSentence(curve: Curve, of: "benefit" | "effect"): string {
  const n = curve.n;
  const until = figure(curve.until);
  if (curve.median === null) return r(of === "benefit" ? "lostNever" : "goneNever", { n, until });
  const median = figure(curve.median);
  return r(of === "benefit" ? "lostMedian" : "goneMedian", { n, median, band: bandWords(curve) });
}

function bandWords({ median_low: low, median_high: high }: Curve): string {
  if (low === null) return "";
  return high === null
    ? r("bandFrom", { low: figure(low) })
    : r("band", { low: figure(low), high: figure(high) });
}

interface PlotProps {
  curve: Curve;
  of: "benefit" | "effect";
  width: number;
}

function Plot({ curve, of, width }: PlotProps) {
  const { bottom, left, right, x, y, line, band } = survival(curve, width);
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${TOP + HEIGHT + BELOW}`} aria-hidden="true" focusable="false">
      {SHARES.map((share) => (
        <g key={share}>
          <line class="chart-hair" x1={left} x2={right} y1={y(share)} y2={y(share)} />
          <text class="chart-text" x={left - 6} y={y(share) + 4} text-anchor="end">
            {r("percent", { value: 100 * share })}
          </text>
        </g>
      ))}
      <path class="survival-band" d={band} />
      <path class="survival-line" d={line} />
      <text class="chart-text" x={left} y={bottom + 33}>
        {r(of === "benefit" ? "days" : "hours")}
      </text>
      <text class="chart-text" x={right} y={TOP + 12} text-anchor="end">
        {r(of === "benefit" ? "stillHolds" : "stillThere")}
      </text>
      {curve.marks.map((mark) => (
        <g key={mark.at}>
          <line class="chart-hair" x1={x(mark.at)} x2={x(mark.at)} y1={bottom} y2={bottom + 5} />
          <text class="chart-text" x={x(mark.at)} y={bottom + 18} text-anchor="middle">
            {figure(mark.at, 2)}
          </text>
          <text class="survival-watched" x={x(mark.at)} y={bottom + 62} text-anchor="middle">
            {mark.at_risk}
          </text>
        </g>
      ))}
      <text class="chart-text" x={left} y={bottom + 47}>
        {r("watched")}
      </text>
    </svg>
  );
}

function CurveTable({ title, curve, of }: { title: string; curve: Curve; of: "benefit" | "effect" }) {
  const when = r(of === "benefit" ? "day" : "hour");
  return (
    <table>
      <caption class="visually-hidden">{title}</caption>
      <Heads of={[when, r("watched"), r("shareHolds"), r("confidence")]} />
      <tbody>
        <tr>
          <th scope="row">0</th>
          <td>{curve.n}</td>
          <td>{r("percent", { value: 100 })}</td>
          <td>–</td>
        </tr>
        {curve.steps.map((step) => (
          <tr key={step.at}>
            <th scope="row">{figure(step.at)}</th>
            <td>{step.at_risk}</td>
            <td>{r("percent", { value: figure(100 * step.share, 0) })}</td>
            <td>{intervalWords(step.low, step.high)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "32 to 81 %" */
export function intervalWords(low: number | null, high: number | null): string {
  if (low === null || high === null) return "–";
  return r("interval", { low: figure(100 * low, 0), high: figure(100 * high, 0) });
}
