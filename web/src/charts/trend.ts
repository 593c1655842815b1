/** Where everything on the trend stands, in pixels. Pure: data in, places out. */

import type { Maybe, Rating, Recovery } from "../core/recovery.ts";
import { type Column, daily, type Tick, timeTicks, WEEKLY_BEYOND, weekly } from "./axis.ts";
import { lanes } from "./lanes.ts";
import { line, lone, type Point } from "./path.ts";
import { linear, type Scale, wallPlace } from "./scale.ts";

export const LEFT = 26;
export const RIGHT = 10;
const TOP = 20;
const AXIS = 24;
const LANE = 10;
const MOST_LANES = 5;
const EVENTS = 18;
/** Session numbers nearer than this would touch. */
const NUMBER_ROOM = 16;

export interface Curve {
  readonly line: string;
  /** Marks for days answered on the day, and for those filled in later. */
  readonly full: readonly Point[];
  readonly hollow: readonly Point[];
}

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly severity: number;
  readonly open: boolean;
}

export interface Trend {
  readonly width: number;
  readonly height: number;
  /** Top and bottom of the rating axis. */
  readonly top: number;
  readonly bottom: number;
  readonly week: boolean;
  readonly columns: readonly Column[];
  /** The middle of a column. */
  readonly middle: (column: Column) => number;
  readonly x: Scale;
  readonly y: Scale;
  readonly markRadius: number;
  readonly curves: Readonly<Record<Rating, Curve>>;
  readonly ticks: readonly Tick[];
  /** `number` is null where its neighbour's leaves no room. */
  readonly sessions: readonly { readonly x: number; readonly number: number | null }[];
  /** So many sessions that their rules would hide the lines. */
  readonly crowded: boolean;
  readonly bars: readonly Bar[];
  readonly flags: readonly { readonly x: number; readonly y: number }[];
}

/** The trend of the days `from` to `to` (day numbers) on a drawing `width` wide. */
export function trend(data: Recovery, from: number, to: number, width: number): Trend {
  const x = linear([from, to + 1], [LEFT, width - RIGHT]);
  const bottom = TOP + (width < 520 ? 150 : 200);
  const y = linear([0, 10], [bottom, TOP + 6]);
  const week = to - from + 1 > WEEKLY_BEYOND;
  const columns = week ? weekly(daily(data.series, from, to)) : daily(data.series, from, to);
  const step = week ? 7 : 1;
  const middle = (column: Column) => x(column.at + step / 2);
  const room = x(step) - x(0);
  const bars = barsOf(data, from, to, x, bottom + AXIS);
  const sessions = sessionsOf(data, from, to, x);
  const barsEnd = Math.max(bottom + AXIS, ...bars.map((bar) => bar.y + LANE));
  const flags = [...data.events, ...(data.medications ?? [])]
    .map((event) => ({ x: x(wallPlace(event.occurred_at, data.zone)), y: barsEnd + 2 }))
    .filter((flag) => flag.x >= LEFT - 1 && flag.x <= width - RIGHT + 1);
  return {
    width,
    height: barsEnd + (flags.length ? EVENTS : 2),
    top: TOP,
    bottom,
    week,
    columns,
    middle,
    x,
    y,
    markRadius: room >= 11 ? 3.6 : 2.6,
    curves: {
      mood: curve(columns, "mood", middle, y, step, room),
      function: curve(columns, "function", middle, y, step, room),
    },
    ticks: timeTicks(from, to, width - LEFT - RIGHT),
    sessions,
    crowded: sessions.length * NUMBER_ROOM > width,
    bars,
    flags,
  };
}

/** Below this many pixels a day, marks would hide the line: only lone days keep theirs. */
const MARK_ROOM = 6;

function curve(
  columns: readonly Column[],
  rating: Rating,
  middle: (column: Column) => number,
  y: Scale,
  step: number,
  room: number,
): Curve {
  const points = columns.flatMap((column): Point[] => {
    const value: Maybe = column[rating];
    return value === null ? [] : [{ step: column.at, x: middle(column), y: y(value), late: column.late }];
  });
  const marked = room >= MARK_ROOM ? points : lone(points, step);
  return {
    line: line(points, step),
    full: marked.filter((point) => !point.late),
    hollow: marked.filter((point) => point.late),
  };
}

function sessionsOf(data: Recovery, from: number, to: number, x: Scale) {
  let last = Number.NEGATIVE_INFINITY;
  return data.sessions.flatMap((session, index) => {
    const at = wallPlace(session.started_at, data.zone);
    if (at < from || at >= to + 1) return [];
    const place = x(at);
    const fits = place - last >= NUMBER_ROOM;
    if (fits) last = place;
    return [{ x: place, number: fits ? index + 1 : null }];
  });
}

/** Episodes with a severity above "none", packed into a few lanes; the worse, the thicker. */
function barsOf(data: Recovery, from: number, to: number, x: Scale, top: number): Bar[] {
  const spans = data.side_effects
    .filter((episode) => episode.severity > 0)
    .map((episode) => {
      const begin = wallPlace(episode.started_at, data.zone);
      const end = episode.ended_at === null ? to + 1 : wallPlace(episode.ended_at, data.zone);
      return { begin, end, severity: episode.severity, open: episode.ended_at === null };
    })
    .filter(({ begin, end }) => end >= from && begin < to + 1)
    .map(({ begin, end, severity, open }) => {
      const left = x(Math.max(begin, from));
      return { from: left, to: Math.max(left + 3, x(Math.min(end, to + 1))), severity, open };
    })
    .sort((a, b) => a.from - b.from);
  const lane = lanes(spans, 2);
  return spans.map((span, index) => {
    const height = 2 + 1.5 * span.severity;
    const y = top + ((lane[index] ?? 0) % MOST_LANES) * LANE + (LANE - height) / 2;
    return { x: span.from, y, width: span.to - span.from, height, severity: span.severity, open: span.open };
  });
}
