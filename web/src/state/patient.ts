import { computed, effect } from "@preact/signals";
import { daysBetween } from "../core/dates.ts";
import type { Recovery } from "../core/recovery.ts";
import { kept } from "./cached.ts";
import { allChains, day, link, rows } from "./journal.ts";

export interface Due {
  questionnaire: string;
  version: string;
  due_on: string;
  overdue: boolean;
}

interface Questionnaires {
  due: readonly Due[];
}

export const recovery = kept<Recovery>("recovery");
const questionnaires = kept<Questionnaires>("questionnaires");

/** What is due and was not answered today on this very device, which may not have told the clinic yet. */
export const due = computed(() => {
  const answered = new Set(
    allChains.value
      .map(({ current }) => current)
      .filter((row) => row.local_date === day.value)
      .map(({ content }) => (content.kind === "questionnaire_response" ? content.questionnaire : "")),
  );
  return (questionnaires.value.value?.due ?? []).filter(
    (each) => each.due_on <= day.value && !answered.has(each.questionnaire),
  );
});

/** Full days since the last session; null before the first, or where it is not known here. */
export const daysSinceSession = computed(() => {
  const dates = (recovery.value.value?.sessions ?? [])
    .map((session) => session.date)
    .filter((date) => date <= day.value);
  const last = dates.at(-1);
  return last === undefined ? null : daysBetween(last, day.value);
});

const EVERY_MS = 300_000;

/** Fetches what the screens show besides the journal: when that has changed, and now and then. */
export function followJournal(): () => void {
  let last = { at: 0, number: -1 };
  return effect(() => {
    if (link.value === "closed") {
      last = { at: 0, number: -1 };
      recovery.clear();
      questionnaires.clear();
    } else if (link.value !== "sending") {
      const now = { at: Date.now(), number: newest() };
      if (now.number === last.number && now.at - last.at < EVERY_MS) return;
      last = now;
      void recovery.load();
      void questionnaires.load();
    }
  });
}

function newest(): number {
  return rows.peek().reduce((most, row) => Math.max(most, row.number ?? 0), 0);
}
