/**
 * The time, by a phone whose clock may be wrong. Each answer of the server says what time it is there; where that is
 * far from the phone's own, the difference is kept and added. An entry then is of the minute it was written in, and
 * one that says "I am not safe" is not refused for lying in the future.
 */
const KEY = "clock";
/** Below this the phone is believed: answers take time, and the server's clock is cut to seconds. */
const BELIEVED_MS = 60_000;

let skew = kept();

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

/** Takes in the `Date` of an answer that has just arrived. */
export function told(date: string | null): void {
  const server = Date.parse(date ?? "");
  if (Number.isNaN(server)) return;
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
