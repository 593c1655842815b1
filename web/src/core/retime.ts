/** Putting right what was written by a clock that turned out to be wrong. */
import { addDays, daysBetween, localDay, occurredAt, offsetMinutes, rfc3339 } from "./dates.ts";
import type { Draft } from "./entries.ts";

/** Below this many milliseconds a clock is believed: answers take time, and the server's is cut to seconds. */
export const BELIEVED_MS = 60_000;

/** What the phone's own clock showed, for the entry to keep beside the time that it is of. */
export function saidByPhone(written: number, skew: number, zone: string): { phone_said?: string } {
  return skew === 0 ? {} : { phone_said: rfc3339(written - skew, zone) };
}

/**
 * `draft`, written at `written` by a clock that `skew` was added to, now that it is known to have been `found` that
 * should have been. "Now" becomes the minute in which it was written, "yesterday" the day before that one; a day that
 * was picked from the past stays picked.
 */
export function retimed(draft: Draft, written: number, skew: number, found: number): Draft {
  const delta = found - skew;
  const { zone } = draft;
  const moved = (at: string) => rfc3339(Date.parse(at) + delta, zone);
  const times: Record<string, string | number> = { occurred_at: occurred(draft, written, delta) };
  if (draft.offset_minutes != null)
    times.offset_minutes = offsetMinutes(Date.parse(String(times.occurred_at)), zone);
  if (draft.kind === "side_effect") {
    if (!draft.replaces) times.started_at = moved(draft.started_at); // a correction repeats what stands
    if (draft.ended_at !== undefined) times.ended_at = moved(draft.ended_at);
  }
  const { phone_said: _, ...rest } = draft;
  return { ...rest, ...times, ...saidByPhone(written - skew + found, found, zone) } as Draft;
}

const NOW_MS = 1_000;

function occurred(draft: Draft, written: number, delta: number): string {
  const { zone, occurred_at } = draft;
  const at = Date.parse(occurred_at);
  if (Math.abs(at - written) < NOW_MS) return rfc3339(at + delta, zone);
  const ago = daysBetween(localDay(at, zone), localDay(written, zone));
  if (draft.replaces || ago < 0 || ago > 1) return occurred_at;
  if (ago === 0) return rfc3339(at + delta, zone);
  const right = written + delta;
  return rfc3339(occurredAt(addDays(localDay(right, zone), -1), right, zone), zone);
}
