import { computed, effect } from "@preact/signals";
import { LAST_ASKED } from "../core/bladder.ts";
import { daysBetween } from "../core/dates.ts";
import type { Recovery } from "../core/recovery.ts";
import { kept } from "./cached.ts";
import { day } from "./day.ts";
import { allChains, link, rows } from "./journal.ts";
import { recorded } from "./session-day.ts";

export interface Due {
  questionnaire: string;
  version: string;
  /** What it is called in short; absent in what an earlier server said. */
  name?: string;
  due_on: string;
  overdue: boolean;
}

interface Questionnaires {
  due: readonly Due[];
  asks?: readonly string[];
  urinary?: { due_on: string } | null;
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

/** Whether the monthly questions about the bladder are due, and were not answered on this very device. */
export const bladderDue = computed(() => {
  const check = questionnaires.value.value?.urinary;
  if (!check || check.due_on > day.value) return false;
  return !allChains.value.some(
    ({ current: { content, local_date } }) =>
      content.kind === "side_effect" && content.effect === LAST_ASKED && local_date >= check.due_on,
  );
});

/** What the check-in asks beside mood and function, for what one is treated for. */
export const asks = computed(() => questionnaires.value.value?.asks ?? []);

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
      void questionnaires.load().then(keepForms);
      void recorded.load();
    }
  });
}

/** The forms that come with the app; a clinic's own are kept beside them, for when there is no connection. */
const SHIPPED: ReadonlySet<string> = new Set(["phq-9", "gad-7", "pcl-5", "peg"]);

async function keepForms(): Promise<void> {
  const own = (questionnaires.value.peek()?.due ?? []).filter((each) => !SHIPPED.has(each.questionnaire));
  if (own.length > 0) await (await import("./forms.ts")).keepForms(own);
}

function newest(): number {
  return rows.peek().reduce((most, row) => Math.max(most, row.number ?? 0), 0);
}
