/** Where everything on the overlay stands, in pixels. Pure. */

import type { Rating, Recovery } from "../core/recovery.ts";
import { type Course, courses, medianCourse, OVERLAY_DAYS, threshold } from "./intervals.ts";
import { line, lone, type Point } from "./path.ts";
import { dayNumber, linear, type Scale } from "./scale.ts";
import { LEFT } from "./trend.ts";
import { ending } from "./words.ts";

export const TOP = 12;
const RIGHT = 84; // room for the label at the end of this interval's line
const AXIS = 38;

export interface Overlay {
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
  readonly median: { readonly line: string; readonly end: Point } | null;
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

export function overlay(data: Recovery, rating: Rating, width: number): Overlay {
  const all = courses(data, rating);
  const current = all.at(-1);
  const earlier = all.slice(0, -1);
  const right = width - RIGHT;
  const bottom = TOP + (width < 520 ? 170 : 220);
  const x = linear([0, OVERLAY_DAYS], [LEFT, right]);
  const y = linear([0, 10], [bottom, TOP]);
  const place = ([day, value]: readonly [number, number]): Point => ({ step: day, x: x(day), y: y(value) });
  const within = (course: Course) => course.values.filter(([day]) => day <= OVERLAY_DAYS).map(place);
  const middle = medianCourse(earlier).map(place);
  const points = current ? within(current) : [];
  const lastDay = current?.values.at(-1)?.[0] ?? 0;
  const { to, over } = ending(data);
  const today = current && !over ? to - dayNumber(current.interval.date) : null;
  return {
    width,
    height: bottom + AXIS,
    right,
    bottom,
    x,
    y,
    ticks: [0, 7, 14, 21, 28],
    earlier: earlier.map((course) => {
      const drawn = within(course);
      return { number: course.number, line: line(drawn), lone: lone(drawn) };
    }),
    median: middle.length > 1 ? { line: line(middle), end: middle.at(-1) as Point } : null,
    current: current ? { number: current.number, line: line(points), points } : null,
    end: points.at(-1) ?? null,
    today,
    beyond: lastDay > OVERLAY_DAYS ? lastDay : null,
    endIsToday: points.at(-1)?.step === today,
    lost: current ? threshold(current.interval, rating) : null,
  };
}
