/** How lately somebody has proven who they are, and how long they must wait before they may try again. */

/** What a call asks for: lately enough to read (15 min), or to change or hand out something (5 min). */
export type Needs = "read" | "step_up";

const READ_MS = 15 * 60_000;

/** The moment until which a proof opens the history, in milliseconds since 1970; 0 where nothing is known of one. */
export function readableUntil(verifiedAt: string | undefined): number {
  const proven = Date.parse(verifiedAt ?? "");
  return Number.isNaN(proven) ? 0 : proven + READ_MS;
}

export interface Wait {
  unit: "seconds" | "minutes";
  n: number;
}

/** A wait in the unit a person counts it in, rounded up: nobody comes back too early. */
export function waitOf(seconds: number): Wait {
  const whole = Math.max(1, Math.ceil(seconds));
  return whole < 100 ? { unit: "seconds", n: whole } : { unit: "minutes", n: Math.ceil(whole / 60) };
}

/** The fewest characters of a passphrase. */
export const LEAST_CHARACTERS = 15;

/** Whether a passphrase is long enough, counted as the server counts: in characters, not in bytes. */
export function isLongEnough(passphrase: string): boolean {
  return [...passphrase].length >= LEAST_CHARACTERS;
}

/** The digits of a code as people type it, with blanks and dashes between. */
export function digits(typed: string): string {
  return typed.replace(/[^0-9]/g, "");
}
