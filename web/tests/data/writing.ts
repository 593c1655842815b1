import type { Draft } from "../../src/core/entries.ts";
import type { Store } from "../../src/data/database.ts";
import type { Sync } from "../../src/data/sync.ts";

export const NOW = Date.parse("2026-11-23T21:00:00Z");

export function syncOf(store: Store, patient: string, at = NOW): Sync {
  return { store, patient, zone: () => "UTC", now: () => at, skew: () => 0 };
}

export function checkIn(id: string, mood: number, replaces?: string): Draft {
  const draft: Draft = {
    kind: "check_in",
    id,
    occurred_at: "2026-11-23T20:00:00Z",
    zone: "UTC",
    mood,
    function: 5,
  };
  return replaces ? { ...draft, replaces } : draft;
}

export function writing(draft: Draft, holdMs = 0) {
  return { draft, localDate: "2026-11-23", late: false, at: NOW, holdMs };
}
