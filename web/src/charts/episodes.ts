/** Side-effect episodes as a chart draws them: whoever saw them, and how bad they were over time. Pure. */
import type { Episode, Recovery } from "../core/recovery.ts";

export type Reporter = "patient" | "companion" | "staff";

/** A stretch of an episode with one severity; `to` null goes on. Times are milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly to: number | null;
  readonly severity: number;
}

export interface Seen {
  readonly id: string;
  readonly effect: string;
  readonly reporter: Reporter;
  readonly started_at: string;
  /** Null while it goes on or, for the staff, where it was there at the last. */
  readonly ended_at: string | null;
  /** The session it belongs to, by its number in the data; null before the first. */
  readonly session: number | null;
  readonly stretches: readonly Stretch[];
}

/** Everything that was seen, by start; what was never more than "none" is nothing. */
export function seenIn(data: Recovery): readonly Seen[] {
  const reported = data.side_effects.map((episode) => reportedBy(episode, data));
  const observed = data.sessions.flatMap((session, number) =>
    (session.effects ?? []).map((seen, place): Seen => {
      const [from, to] = [Date.parse(seen.started_at), seen.ended_at ? Date.parse(seen.ended_at) : null];
      return {
        id: `${session.id} ${place}`,
        effect: seen.effect,
        reporter: "staff",
        started_at: seen.started_at,
        ended_at: seen.ended_at,
        session: number + 1,
        stretches: [{ from, to, severity: seen.severity }],
      };
    }),
  );
  return [...reported, ...observed]
    .filter((seen) => worst(seen) > 0)
    .sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
}

function reportedBy(episode: Episode, data: Recovery): Seen {
  const number = data.sessions.findIndex(({ id }) => id === episode.of_session);
  return {
    id: episode.id,
    effect: episode.effect,
    reporter: episode.reporter ?? "patient",
    started_at: episode.started_at,
    ended_at: episode.ended_at,
    session: number < 0 ? null : number + 1,
    stretches: stretchesOf(episode),
  };
}

/** From each report to the next the severity it said; the first holds from the start of the episode. */
function stretchesOf(episode: Episode): readonly Stretch[] {
  const start = Date.parse(episode.started_at);
  const end = episode.ended_at === null ? null : Date.parse(episode.ended_at);
  const reports = episode.reports?.length
    ? episode.reports
    : [{ at: episode.started_at, severity: episode.severity }];
  const found: Stretch[] = [];
  reports.forEach(({ at, severity }, index) => {
    const from = index === 0 ? start : Math.max(start, Date.parse(at));
    if (index > 0 && end !== null && from >= end) return; // "it ended" says nothing of how bad it was
    const before = found.at(-1);
    if (before?.severity === severity) return;
    if (before) found[found.length - 1] = { ...before, to: from };
    found.push({ from, to: end, severity });
  });
  return found;
}

export function worst(seen: Seen): number {
  return Math.max(...seen.stretches.map(({ severity }) => severity));
}

/** Whether nobody has said that it ended. What the staff saw to the last ends with the session's record. */
export function goesOn(seen: Seen): boolean {
  return seen.ended_at === null && seen.reporter !== "staff";
}
