/** Which session a side effect belongs to: the last before it, unless told otherwise. Pure; the server's own rule. */
import type { SideEffect } from "./entries.ts";
import type { KnownSession } from "./session-day.ts";

/** Sessions further back than that are not offered. */
const OFFERED = 4;

/** Those it may come from, the latest first: they had begun when it started. */
export function mayComeFrom(
  { started_at }: SideEffect,
  sessions: readonly KnownSession[],
): readonly KnownSession[] {
  const start = Date.parse(started_at);
  return sessions
    .filter((session) => Date.parse(session.started_at) <= start)
    .sort((a, b) => Date.parse(b.started_at) - Date.parse(a.started_at))
    .slice(0, OFFERED);
}

/** The report with the session it names. The last before it needs no name: it stays so where a session is put right. */
export function tiedTo(
  { session_id: _, ...report }: SideEffect,
  id: string,
  offered: readonly KnownSession[],
): SideEffect {
  return id === offered[0]?.id ? report : { ...report, session_id: id };
}
