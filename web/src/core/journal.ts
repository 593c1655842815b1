/** The journal as a person reads it: chains of revisions, days, running side effects. From rows, nothing else. */
import { isEmergency } from "./effects.ts";
import type { CheckIn, Content, Row, SideEffect } from "./entries.ts";
import { isHigh } from "./measured.ts";
import type { Outbox } from "./outbox.ts";
import { ITEM_9 } from "./questionnaires.ts";

/** An entry with its earlier versions, newest first. Two that replace the same one are both current. */
export interface Chain {
  readonly current: Row;
  readonly earlier: readonly Row[];
}

export function chains(rows: readonly Row[]): readonly Chain[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const replaced = new Set(rows.map((row) => row.replaces));
  return rows
    .filter((row) => !replaced.has(row.id))
    .map((current) => ({ current, earlier: history(current, byId) }))
    .sort((a, b) => Date.parse(b.current.occurred_at) - Date.parse(a.current.occurred_at));
}

function history(row: Row, byId: ReadonlyMap<string, Row>): readonly Row[] {
  const earlier: Row[] = [];
  let before = row.replaces === null ? undefined : byId.get(row.replaces);
  while (before && earlier.length < byId.size) {
    earlier.push(before);
    before = before.replaces === null ? undefined : byId.get(before.replaces);
  }
  return earlier;
}

export interface Day {
  readonly date: string;
  readonly chains: readonly Chain[];
  readonly mood: number | null;
  readonly function: number | null;
}

/** Days that have an entry, newest first. Days without one are absent, never zero. */
export function days(all: readonly Chain[]): readonly Day[] {
  const byDate = new Map<string, Chain[]>();
  for (const chain of all) {
    const date = chain.current.local_date;
    byDate.set(date, [...(byDate.get(date) ?? []), chain]);
  }
  return [...byDate]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([date, ofDay]) => ({
      date,
      chains: ofDay,
      mood: dayMean(ofDay, "mood"),
      function: dayMean(ofDay, "function"),
    }));
}

function dayMean(ofDay: readonly Chain[], rating: "mood" | "function"): number | null {
  const values = ofDay
    .map((chain) => chain.current.content)
    .filter((content): content is CheckIn => content.kind === "check_in")
    .map((content) => content[rating])
    .filter((value): value is number => value !== null);
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

export interface Episode {
  readonly row: Row;
  readonly content: SideEffect;
}

/** Side effects that nobody has ended, the latest to start first. */
export function running(all: readonly Chain[]): readonly Episode[] {
  return all
    .map((chain) => chain.current)
    .filter((row): row is Row & { content: SideEffect } => isRunning(row.content))
    .map((row) => ({ row, content: row.content }))
    .sort((a, b) => Date.parse(b.content.started_at) - Date.parse(a.content.started_at));
}

function isRunning(content: Content): boolean {
  return content.kind === "side_effect" && content.ended_at === undefined && content.severity > 0;
}

/** "Not safe", thoughts of being better off dead, an emergency, or a reading to call about. */
export function speaksOfDanger(content: Content): boolean {
  if (content.kind === "check_in") return content.extra?.safe === false;
  if (content.kind === "side_effect") return content.severity > 0 && isRedFlag(content);
  if (content.kind === "home_reading") return isHigh(content);
  return content.kind === "questionnaire_response" && (content.answers[ITEM_9] ?? 0) >= 1;
}

/** What is never expected after a session; and somebody so sleepy that they are hard to wake. */
function isRedFlag({ effect, severity }: SideEffect): boolean {
  return isEmergency(effect) || (effect === "sedation" && severity === 4);
}

export interface Danger {
  /** What was said, and what stands in its place. */
  readonly row: Row;
  readonly current: Row;
  /** What stands there says it no longer. */
  readonly takenBack: boolean;
}

/** The last that was written since then and speaks of danger; what was taken back only where nothing else stands. */
export function dangerSince(all: readonly Chain[], since: number): Danger | undefined {
  return all
    .flatMap(({ current, earlier }) => {
      const takenBack = !speaksOfDanger(current.content);
      const said = [current, ...earlier].find(({ content }) => speaksOfDanger(content));
      return said && said.recorded_at >= since ? [{ row: said, current, takenBack }] : [];
    })
    .sort((a, b) => Number(a.takenBack) - Number(b.takenBack) || b.row.recorded_at - a.row.recorded_at)
    .at(0);
}

/** How far an entry has come. `at` is milliseconds since 1970; null where nobody said when. */
export interface Receipt {
  readonly stage: "phone" | "clinic" | "seen" | "conflict" | "rejected";
  readonly at: number | null;
}

/** The receipt of an entry, where the clinic has seen all up to number `seen`. */
export function receipt(row: Row, outbox: Outbox, seen: number): Receipt {
  const item = outbox.find((each) => each.id === row.id);
  if (item?.stage === "conflict" || item?.stage === "rejected") return { stage: item.stage, at: null };
  if (row.number !== null && row.number <= seen) return { stage: "seen", at: null };
  if (row.received_at !== null) return { stage: "clinic", at: Date.parse(row.received_at) };
  return { stage: "phone", at: row.recorded_at };
}
