import "./survival.css";
import type { Dose } from "../core/results.ts";
import { severityName } from "../i18n/effects.ts";
import { resultsWords as r } from "../i18n/results.ts";
import { useWidth } from "./frame.tsx";
import { linear } from "./scale.ts";
import { figure } from "./words.ts";

const TOP = 12;
const HEIGHT = 130;
const BELOW = 38;
const DECIMALS = 100;

interface DosePlotProps {
  sessions: readonly Dose[];
  of: "dissociation" | "mood";
}

/** Dose by body weight against one thing that was reported. Dots alone: no line is fitted through them. */
export function DosePlot({ sessions, of }: DosePlotProps) {
  const [box, width] = useWidth(320);
  const points = places(sessions, of);
  const n = points.reduce((sum, point) => sum + point.n, 0);
  return (
    <div class="chart-box">
      <h3>{r(of === "mood" ? "moodPlot" : "dissociationPlot")}</h3>
      <p class="muted small">{r("pointsOf", { n, of: sessions.length })}</p>
      <div ref={box}>{n > 0 ? <Plot points={points} of={of} width={width} /> : null}</div>
    </div>
  );
}

export interface Place {
  readonly dose: number;
  readonly value: number;
  /** Sessions at this very place. */
  readonly n: number;
}

/** Sessions of which both are known; those at the same place are one dot that says how many. */
export function places(sessions: readonly Dose[], of: "dissociation" | "mood"): Place[] {
  const found = new Map<string, Place>();
  for (const session of sessions) {
    const value = session[of];
    if (session.mg_per_kg === null || value === null) continue;
    const dose = Math.round(session.mg_per_kg * DECIMALS) / DECIMALS;
    const key = `${dose} ${value}`;
    found.set(key, { dose, value, n: (found.get(key)?.n ?? 0) + 1 });
  }
  return [...found.values()];
}

interface PlotProps {
  points: readonly Place[];
  of: "dissociation" | "mood";
  width: number;
}

function Plot({ points, of, width }: PlotProps) {
  const mood = of === "mood";
  const left = mood ? 30 : 92;
  const right = width - 28;
  const bottom = TOP + HEIGHT;
  const most = Math.max(1, ...points.map((point) => point.dose));
  const x = linear([0, most], [left, right]);
  const y = linear([0, mood ? 10 : 4], [bottom, TOP]);
  const levels = mood ? [0, 5, 10] : [0, 1, 2, 3, 4];
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${bottom + BELOW}`} aria-hidden="true" focusable="false">
      {levels.map((level) => (
        <g key={level}>
          <line class="chart-hair" x1={left} x2={right} y1={y(level)} y2={y(level)} />
          <text class="chart-text" x={left - 6} y={y(level) + 4} text-anchor="end">
            {mood ? level : severityName(level)}
          </text>
        </g>
      ))}
      {[0, most / 2, most].map((dose) => (
        <text key={dose} class="chart-text" x={x(dose)} y={bottom + 18} text-anchor="middle">
          {figure(dose, 2)}
        </text>
      ))}
      <text class="chart-text" x={(left + right) / 2} y={bottom + 34} text-anchor="middle">
        mg/kg
      </text>
      {points.map((point) => (
        <g key={`${point.dose} ${point.value}`}>
          <circle class="dose-mark" cx={x(point.dose)} cy={y(point.value)} r={4.5} />
          {point.n > 1 ? (
            <text class="chart-text" x={x(point.dose) + 8} y={y(point.value) + 4}>
              {r("times", { n: point.n })}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}
