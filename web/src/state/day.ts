import { signal } from "@preact/signals";
import { localDay } from "../core/dates.ts";
import { now } from "../data/clock.ts";

/** The day being lived; it turns while the app is open, too. */
export const day = signal(today());

const LOOK_EVERY_MS = 60_000;

export function startClock(): void {
  const look = () => {
    day.value = today();
  };
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener("visibilitychange", look);
}

export function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function today(): string {
  return localDay(now(), zone());
}
