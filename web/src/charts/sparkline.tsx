import type { Maybe } from "../core/recovery.ts";
import { line, lone, type Point, rounds } from "./path.ts";
import { linear } from "./scale.ts";

interface SparklineProps {
  values: readonly Maybe[];
  /** What it shows, in words. */
  label: string;
}

const WIDTH = 112;
const HEIGHT = 28;

/** Two weeks at a glance, on the whole 0-10 so that one row can be held against the next. */
export function Sparkline({ values, label }: SparklineProps) {
  const x = linear([0, Math.max(1, values.length - 1)], [4, WIDTH - 5]);
  const y = linear([0, 10], [HEIGHT - 4, 4]);
  const points = values.flatMap((value, step): Point[] =>
    value === null ? [] : [{ step, x: x(step), y: y(value) }],
  );
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <path class="chart-hair" d={`M4 ${y(0)}H${WIDTH - 4}`} />
      <path class="mood-line" d={line(points)} />
      <path class="mood-mark" d={rounds(lone(points), 1.4)} />
      <path class="mood-mark" d={rounds(points.slice(-1), 2.2)} />
    </svg>
  );
}
