/** Points to SVG path data: one element for a whole series, however long. Pure. */

export interface Point {
  /** Where it stands on the time axis, in steps: neighbours are exactly one apart. */
  readonly step: number;
  readonly x: number;
  readonly y: number;
  /** Filled in later: drawn hollow. */
  readonly late?: boolean;
}

const place = (value: number): string => String(Math.round(value * 10) / 10);

/** Runs of points without a missing step between them. A gap always begins a new run. */
export function runs(points: readonly Point[], step = 1): Point[][] {
  const out: Point[][] = [];
  let last: Point | undefined;
  for (const point of points) {
    if (last && point.step - last.step <= step) (out.at(-1) as Point[]).push(point);
    else out.push([point]);
    last = point;
  }
  return out;
}

/** Straight pieces through each run; a lone point has no line, its mark shows it. */
export function line(points: readonly Point[], step = 1): string {
  let data = "";
  for (const run of runs(points, step)) {
    if (run.length === 1) continue;
    run.forEach((point, index) => {
      data += `${index ? "L" : "M"}${place(point.x)} ${place(point.y)}`;
    });
  }
  return data;
}

/** Points that no line touches, which need a mark even where marks would be too dense. */
export function lone(points: readonly Point[], step = 1): Point[] {
  return runs(points, step).flatMap((run) => (run.length === 1 ? run : []));
}

/** A round mark of radius `r` at each point. */
export function rounds(points: readonly Point[], r: number): string {
  const d = place(2 * r);
  const arc = `a${place(r)} ${place(r)} 0 1 0 `;
  return points.map(({ x, y }) => `M${place(x - r)} ${place(y)}${arc}${d} 0${arc}-${d} 0`).join("");
}

/** A square mark of half-width `r` at each point. */
export function squares(points: readonly Point[], r: number): string {
  const d = place(2 * r);
  return points.map(({ x, y }) => `M${place(x - r)} ${place(y - r)}h${d}v${d}h-${d}z`).join("");
}

/**
 * Level from each point to the next, then straight up or down. A level lasts at most `hold` steps (what was
 * not asked again is not known) and never runs past `end`; `perStep` is the width of one step.
 */
export function stairs(points: readonly Point[], hold: number, perStep: number, end: number): string {
  let data = "";
  for (const run of runs(points, hold)) {
    const [first, ...rest] = run as [Point, ...Point[]];
    data += `M${place(first.x)} ${place(first.y)}`;
    for (const point of rest) data += `H${place(point.x)}V${place(point.y)}`;
    const last = run.at(-1) as Point;
    data += `H${place(Math.min(end, last.x + hold * perStep))}`;
  }
  return data;
}
