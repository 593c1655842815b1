/** Where everything on the overlay stands, in pixels. Pure. */

import type { Rating, Recovery } from "../core/recovery.ts";
import { FIRST_HOURS, HOURS_TOGETHER, hourCourses, JOINED_HOURS } from "./hours.ts";
import { type Course, courses, OVERLAY_DAYS, threshold } from "./intervals.ts";
import { line, lone, type Point } from "./path.ts";
import { dayNumber, linear, type Scale } from "./scale.ts";
import { band, spread, spreadWithin } from "./spread.ts";
import { LEFT } from "./trend.ts";
import { ending } from "./words.ts";

export const TOP = 12;
const RIGHT = 84; // room for the label at the end of this interval's line
const AXIS = 38;

/** What the axis counts: days since the session, or the hours of the first two. */
export type Clock = "days" | "hours";

export interface Overlay {
  readonly clock: Clock;
  readonly width: number;
  readonly height: number;
  readonly right: number;
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly ticks: readonly number[];
  readonly earlier: readonly {
    readonly number: number;
    readonly line: string;
    readonly lone: readonly Point[];
  }[];
  /** The middle of the earlier intervals, and between which quartiles half of them lie. */
  readonly median: { readonly line: string; readonly band: string; readonly end: Point } | null;
  readonly current: {
    readonly number: number;
    readonly line: string;
    readonly points: readonly Point[];
  } | null;
  /** Where this interval stands: its last value, and which day since the session today is (null: it is over). */
  readonly end: Point | null;
  readonly today: number | null;
  readonly endIsToday: boolean;
  /** The last day rated, where it lies beyond the axis. */
  readonly beyond: number | null;
  /** Rating at which this interval's benefit counts as lost. */
  readonly lost: number | null;
}

interface Axis {
  readonly last: number;
  readonly ticks: readonly number[];
  /** Steps that a line may cross. */
  readonly joined: number;
  /** Steps between two places of the median. */
  readonly together: number;
}

const AXES: Readonly<Record<Clock, Axis>> = {
  days: { last: OVERLAY_DAYS, ticks: [0, 7, 14, 21, 28], joined: 1, together: 1 },
  hours: { last: FIRST_HOURS, ticks: [0, 12, 24, 36, 48], joined: JOINED_HOURS, together: HOURS_TOGETHER },
};

export function overlay(data: Recovery, rating: Rating, width: number, clock: Clock = "days"): Overlay {
  const { last, ticks, joined, together } = AXES[clock];
  const all = clock === "days" ? courses(data, rating) : hourCourses(data, rating);
  const current = all.at(-1);
  const earlier = all.slice(0, -1);
  const right = width - RIGHT;
  const bottom = TOP + (width < 520 ? 170 : 220);
  const x = linear([0, last], [LEFT, right]);
  const y = linear([0, 10], [bottom, TOP]);
  const place = (at: number, value: number): Point => ({ step: at, x: x(at), y: y(value) });
  const within = (course: Course) =>
    course.values.filter(([at]) => at <= last).map(([at, value]) => place(at, value));
  const values = earlier.map((course) => course.values);
  const middle = clock === "days" ? spread(values, last) : spreadWithin(values, last, together);
  const medians = middle.map((each) => place(each.at, each.middle));
  const lows = middle.map((each) => place(each.at, each.low));
  const highs = middle.map((each) => place(each.at, each.high));
  const points = current ? within(current) : [];
  const lastAt = current?.values.at(-1)?.[0] ?? 0;
  const { to, over } = ending(data);
  const today = current && !over ? to - dayNumber(current.interval.date) : null;
  return {
    clock,
    width,
    height: bottom + AXIS,
    right,
    bottom,
    x,
    y,
    ticks,
    earlier: earlier.map((course) => {
      const drawn = within(course);
      return { number: course.number, line: line(drawn, joined), lone: lone(drawn, joined) };
    }),
    median: medians.length
      ? {
          line: line(medians, together),
          band: band(lows, highs, together),
          end: medians.at(-1) as Point,
        }
      : null,
    current: current ? { number: current.number, line: line(points, joined), points } : null,
    end: points.at(-1) ?? null,
    today,
    beyond: lastAt > last ? lastAt : null,
    endIsToday: clock === "days" && points.at(-1)?.step === today,
    lost: current ? threshold(current.interval, rating) : null,
  };
}
