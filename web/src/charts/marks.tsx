import type { Day } from "../core/recovery.ts";
import { dayNumber } from "./scale.ts";
import { LEFT, RIGHT, type Trend } from "./trend.ts";

/** Something written on a day of the chart. `kind` is told by shape, `title` by word. */
export interface ChartMark {
  readonly id: string;
  readonly date: Day;
  readonly kind: "note" | "plan";
  readonly title: string;
}

/** A pin at the top of its day: a triangle for a note and, below it, a square on its corner for a plan. */
export function Marks({ trend, marks }: { trend: Trend; marks: readonly ChartMark[] }) {
  const { x, top, width } = trend;
  return (
    <>
      {marks
        .map((mark) => ({ mark, at: x(dayNumber(mark.date) + 0.5) }))
        .filter(({ at }) => at >= LEFT && at <= width - RIGHT)
        .map(({ mark, at }) => (
          <path key={mark.id} class={`chart-pin chart-pin-${mark.kind}`} d={shape(mark.kind, at, top - 4)} />
        ))}
    </>
  );
}

function shape(kind: ChartMark["kind"], x: number, y: number): string {
  return kind === "note" ? `M${x - 5} ${y}h10l-5 9z` : `M${x} ${y + 9}l5 5.5-5 5.5-5-5.5z`;
}

/** What is written on one day, in words. */
export function MarksOfDay({ marks, day }: { marks: readonly ChartMark[]; day: number }) {
  const found = marks.filter((mark) => dayNumber(mark.date) === day);
  if (found.length === 0) return null;
  return (
    <ul class="plain-list small">
      {found.map((mark) => (
        <li key={mark.id}>{mark.title}</li>
      ))}
    </ul>
  );
}
