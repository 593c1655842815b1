/** Whether somebody is there: what an open page fetches by itself must not keep a sign-in alive. */

const LONG_MS = 60_000;

let lastInput = Date.now();

for (const kind of ["pointerdown", "keydown"] as const) {
  globalThis.addEventListener?.(kind, () => (lastInput = Date.now()), { capture: true, passive: true });
}

/** Nobody has touched the page for a minute. */
export function idle(): boolean {
  return Date.now() - lastInput > LONG_MS;
}
