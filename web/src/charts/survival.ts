/** A Kaplan-Meier curve as places on the drawing. Pure. */

import type { Curve, Step } from "../core/results.ts";
import { linear, type Scale } from "./scale.ts";

export const TOP = 10;
export const HEIGHT = 170;
/** Room below for the axis, its name, and the numbers still watched. */
export const BELOW = 66;

export interface Survival {
  readonly width: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly line: string;
  readonly band: string;
}

const place = (value: number): string => String(Math.round(value * 10) / 10);

/** Level until a loss, then straight down: the curve falls only where somebody's benefit, or effect, ended. */
export function survival(curve: Curve, width: number): Survival {
  const left = 44;
  const right = Math.max(left + 40, width - 14);
  const bottom = TOP + HEIGHT;
  const x = linear([0, Math.max(curve.until, 1)], [left, right]);
  const y = linear([0, 1], [bottom, TOP]);
  const end = place(x(curve.until));
  let line = `M${place(x(0))} ${place(y(1))}`;
  for (const step of curve.steps) line += `H${place(x(step.at))}V${place(y(step.share))}`;
  return { width, bottom, left, right, x, y, line: `${line}H${end}`, band: band(curve, x, y) };
}

/** Along the upper edge and back along the lower; where nobody is left there is no band. */
function band({ steps, until }: Curve, x: Scale, y: Scale): string {
  const banded = steps.filter((step): step is Step & { low: number; high: number } => step.low !== null);
  const [first] = banded;
  if (!first) return "";
  const last = steps.find((step) => step.low === null)?.at ?? until;
  let upper = `M${place(x(first.at))} ${place(y(first.high))}`;
  let lower = "";
  banded.forEach((step, index) => {
    const next = place(x(banded[index + 1]?.at ?? last));
    upper += `${index ? `V${place(y(step.high))}` : ""}H${next}`;
    lower = `V${place(y(step.low))}H${place(x(step.at))}${lower}`;
  });
  return `${upper}${lower}Z`;
}
