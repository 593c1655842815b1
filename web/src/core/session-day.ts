/**
 * A session day on the phone: which step of it is due now. Instants are milliseconds since
 * 1970. Times after the session are counted in UTC from its end; "next morning" is by the wall clock of the phone.
 */
import { addDays, instantAt, localDay } from "./dates.ts";

/** A session as the phone knows it. Without an end it is still under way: the patient has said that it began. */
export interface KnownSession {
  readonly id: string;
  readonly started_at: string;
  readonly ended_at: string | null;
}

const HOUR_MS = 3_600_000;
/** Rules: when it is asked after a session's end, in milliseconds. */
export const FIRST_MS = HOUR_MS;
export const FOURTH_MS = 4 * HOUR_MS;
/** Rule: the wall clock's hour from which it is the next morning. */
export const MORNING_HOUR = 6;
/** Rule: nothing of a session day is asked later than this after the session's end. */
export const LONGEST_MS = 36 * HOUR_MS;
/** Rule: no long form in the first 24 hours after a session. */
export const SPARED_MS = 24 * HOUR_MS;
/** Rule: a session that nobody has ended is over after this. */
export const CHAIR_MS = 6 * HOUR_MS;

/** `leaving` is the hour after the end, with the one question of who takes the patient home. */
export type Step = "chair" | "leaving" | "first" | "fourth" | "morning";

export interface Standing {
  readonly session: string;
  readonly step: Step;
  /** Whether there is something to ask. A step that was missed is not made up: only the present one asks. */
  readonly asks: boolean;
  /** When the next step begins; for the last one, when the session day is over. */
  readonly until: number;
}

/** The steps of a session day in order, each with its beginning; the last entry ends the day. */
function course(session: KnownSession, zone: string): readonly (readonly [Step | null, number])[] {
  const start = Date.parse(session.started_at);
  if (session.ended_at === null) {
    return [
      ["chair", start],
      [null, start + CHAIR_MS],
    ];
  }
  const end = Date.parse(session.ended_at);
  const day = localDay(end, zone);
  return [
    ["chair", start],
    ["leaving", end],
    ["first", end + FIRST_MS],
    ["fourth", end + FOURTH_MS],
    ["morning", instantAt(addDays(day, 1), MORNING_HOUR, zone)],
    [null, Math.min(end + LONGEST_MS, startOfDay(addDays(day, 2), zone))],
  ];
}

function startOfDay(day: string, zone: string): number {
  return instantAt(day, 4, zone); // a local day rolls over at 04:00
}

/** The session that counts: the last to have begun. */
export function latest(sessions: readonly KnownSession[], now: number): KnownSession | null {
  return sessions
    .filter(({ started_at }) => Date.parse(started_at) <= now)
    .reduce<KnownSession | null>(
      (last, each) => (last && Date.parse(last.started_at) >= Date.parse(each.started_at) ? last : each),
      null,
    );
}

/**
 * Where a session day stands at `now`, or null where there is none or it is done. `done` are the steps of that session
 * that have been answered or were too much. Where two steps would hold at once, as after a session at night, it is the
 * later one.
 */
export function standing(
  session: KnownSession | null,
  now: number,
  zone: string,
  done: readonly Step[],
): Standing | null {
  if (session === null) return null;
  const steps = course(session, zone);
  const at = steps.findLastIndex(([, begins]) => begins <= now);
  const step = steps[at]?.[0] ?? null;
  if (step === null || (step === "morning" && done.includes(step))) return null;
  const later = steps.slice(at + 1).map(([, begins]) => begins);
  return {
    session: session.id,
    step,
    asks: step !== "chair" && !done.includes(step),
    until: Math.min(...later),
  };
}

/** Whether the patient is to be left alone with long forms: during a session, and a day from its end. */
export function isSpared(session: KnownSession | null, now: number): boolean {
  if (session === null || Date.parse(session.started_at) > now) return false;
  if (session.ended_at === null) return now < Date.parse(session.started_at) + SPARED_MS;
  return now < Date.parse(session.ended_at) + SPARED_MS;
}

/** The id of a session that the patient has begun on this phone and the clinic has not recorded yet. */
export const OWN = "own";
/** How far apart the beginnings of a session may lie by the patient and by the staff. */
const SAME_MS = 12 * HOUR_MS;

/** Whether `recorded` is what the patient began on the phone: the staff's word then takes its place. */
export function isSame(own: KnownSession, recorded: KnownSession): boolean {
  return Math.abs(Date.parse(own.started_at) - Date.parse(recorded.started_at)) < SAME_MS;
}
