import { BELIEVED_MS } from "../core/retime.ts";

/**
 * The time, by a phone whose clock may be wrong. Each answer of the server says what time it is there; where that is
 * far from the phone's own, the difference is kept and added. An entry then is of the minute it was written in, and
 * one that says "I am not safe" is not refused for lying in the future.
 */
const KEY = "clock";

let skew = kept();
let heard = false;

function kept(): number {
  try {
    return Number(localStorage.getItem(KEY)) || 0;
  } catch {
    return 0;
  }
}

/** Milliseconds since 1970. */
export function now(): number {
  return Date.now() + skew;
}

/** What is added to the phone's clock. */
export function clockSkew(): number {
  return skew;
}

/** Whether the server has said what time it is since the app was opened. */
export function clockHeard(): boolean {
  return heard;
}

/** Takes in the `Date` of an answer that has just arrived. */
export function told(date: string | null): void {
  const server = Date.parse(date ?? "");
  if (Number.isNaN(server)) return;
  heard = true;
  const difference = server - Date.now();
  const found = Math.abs(difference) < BELIEVED_MS ? 0 : difference;
  if (Math.abs(found - skew) < BELIEVED_MS) return;
  skew = found;
  try {
    localStorage.setItem(KEY, String(skew));
  } catch {
    // known until the app is closed
  }
}
