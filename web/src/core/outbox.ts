/**
 * The outbox: what was written and is not yet known to be safe at the clinic. A pure machine; `data/store` keeps
 * it on disk and `data/sync` carries what it says to carry.
 *
 *     waiting ──sending──▶ sent ──accepted, duplicate──▶ (gone)
 *        ▲ amended          ├──conflict──▶ conflict ──withdrawn──▶ (gone)
 *        └──(never sent)    └──rejected──▶ rejected ──withdrawn──▶ (gone)
 *
 * An item freezes when it is first sent, for the server may have it though no answer came: what is sent again is
 * the same, byte for byte. What may raise an alert freezes as soon as it is written. It leaves only when its own id is
 * answered, or when the person withdraws it.
 */
import type { Draft, Result, Revision } from "./entries.ts";
import type { Problem } from "./problem.ts";
import { BELIEVED_MS, retimed } from "./retime.ts";

export type Stage = "waiting" | "sent" | "conflict" | "rejected";

export interface Item {
  readonly patient: string;
  readonly id: string;
  /** Order of writing on this device. */
  readonly sequence: number;
  readonly draft: Draft;
  readonly stage: Stage;
  readonly recorded_at: number;
  /** What was added to the phone's clock to tell `recorded_at`; absent in what older releases wrote. */
  readonly skew?: number;
  /** Not sent before this, so that what is still being filled in becomes one entry. Milliseconds since 1970. */
  readonly not_before: number;
  readonly problem: Problem | null;
  /** In a conflict: what the server holds instead. */
  readonly theirs: Revision | null;
}

export type Outbox = readonly Item[];

export type Event =
  | {
      type: "recorded";
      patient: string;
      draft: Draft;
      sequence: number;
      at: number;
      hold_ms: number;
      skew?: number;
    }
  | { type: "amended"; draft: Draft; at: number; hold_ms: number }
  | { type: "retimed"; skew: number }
  | { type: "released" }
  | { type: "sending"; ids: readonly string[] }
  | { type: "answered"; results: readonly Result[] }
  | { type: "withdrawn"; id: string };

export const MAX_ENTRIES = 500;
export const MAX_BYTES = 1_048_576;
/** What the request needs around its entries, generously. */
const FRAME_BYTES = 1_024;

export function step(outbox: Outbox, event: Event): Outbox {
  switch (event.type) {
    case "recorded":
      return outbox.some((item) => item.id === event.draft.id) ? outbox : [...outbox, recorded(event)];
    case "amended":
      return outbox.map((item) => (item.id === event.draft.id ? amended(item, event) : item));
    case "retimed":
      return outbox.map((item) => (item.stage === "waiting" ? putRight(item, event.skew) : item));
    case "released":
      return outbox.map((item) => (item.not_before > 0 ? { ...item, not_before: 0 } : item));
    case "sending":
      return outbox.map((item) =>
        isOpen(item) && event.ids.includes(item.id) ? { ...item, stage: "sent" } : item,
      );
    case "answered":
      return event.results.reduce(answered, outbox);
    case "withdrawn":
      return withdrawn(outbox, event.id);
  }
}

function recorded(event: Extract<Event, { type: "recorded" }>): Item {
  return {
    patient: event.patient,
    id: event.draft.id,
    sequence: event.sequence,
    draft: event.draft,
    stage: "waiting",
    recorded_at: event.at,
    skew: event.skew ?? 0,
    not_before: event.hold_ms > 0 ? event.at + event.hold_ms : 0,
    problem: null,
    theirs: null,
  };
}

function amended(item: Item, event: Extract<Event, { type: "amended" }>): Item {
  if (!isAmendable(item)) return item;
  return { ...item, draft: event.draft, not_before: event.hold_ms > 0 ? event.at + event.hold_ms : 0 };
}

/** The clock was wrong by `skew`, and this was written by it. */
function putRight(item: Item, found: number): Item {
  const { skew, recorded_at, draft } = item;
  if (skew === undefined || Math.abs(found - skew) < BELIEVED_MS) return item;
  const right = retimed(draft, recorded_at, skew, found);
  return { ...item, draft: right, recorded_at: recorded_at - skew + found, skew: found };
}

/** Every step over one answer is the same however often, and in whatever order, answers come. */
function answered(outbox: Outbox, result: Result): Outbox {
  const item = outbox.find((each) => each.id === result.id);
  if (!item) return outbox;
  if (result.status === "accepted" || result.status === "duplicate") {
    return outbox.filter((each) => each.id !== result.id);
  }
  if (!isOpen(item)) return outbox;
  const refused: Item = {
    ...item,
    stage: result.status,
    problem: result.problem ?? null,
    theirs: result.entry ?? null,
  };
  return outbox.map((each) => (each.id === item.id ? refused : each));
}

/** A correction of something that is withdrawn has nothing left to correct: it goes along. */
function withdrawn(outbox: Outbox, id: string): Outbox {
  const going = new Set([id, ...dependents(outbox, id).map((item) => item.id)]);
  return outbox.filter((item) => !going.has(item.id));
}

/** The corrections that wait for `id`, directly or through each other, in order of writing. */
export function dependents(outbox: Outbox, id: string): Outbox {
  const found = outbox.filter((item) => item.draft.replaces === id);
  return found.flatMap((item) => [item, ...dependents(outbox, item.id)]);
}

function isOpen(item: Item): boolean {
  return item.stage === "waiting" || item.stage === "sent";
}

/**
 * Whether the item can still be changed in place: nobody else can have seen it, and nothing in it is for the clinic to
 * hear whatever is said after it.
 */
export function isAmendable({ stage, draft }: Item): boolean {
  return stage === "waiting" && !mayRaise(draft);
}

/**
 * Whether the clinic may be alerted by it: as the server has it, by no limit of its own, for each clinic has others.
 * What was said once is told, and so is that it was a slip.
 */
function mayRaise(draft: Draft): boolean {
  switch (draft.kind) {
    case "check_in":
      return draft.extra?.safe === false;
    case "side_effect":
    case "home_reading":
    case "questionnaire_response":
      return true;
    default:
      return false;
  }
}

/** What a person must decide on. */
export function refused(outbox: Outbox): Outbox {
  return outbox.filter((item) => !isOpen(item));
}

/**
 * The next entries to send, in order of writing: at most 500 and 1 MiB, without those that are refused, held
 * back, or that correct one of these. Something was written first, so it is sent first.
 */
export function nextBatch(outbox: Outbox, now: number): readonly Draft[] {
  const batch: Draft[] = [];
  const blocked = new Set<string>();
  let bytes = FRAME_BYTES;
  for (const item of [...outbox].sort((a, b) => a.sequence - b.sequence)) {
    if (!isOpen(item) || item.not_before > now || blocked.has(item.draft.replaces ?? "")) {
      blocked.add(item.id);
      continue;
    }
    bytes += utf8Length(JSON.stringify(item.draft)) + 1;
    if (batch.length >= MAX_ENTRIES || (bytes > MAX_BYTES && batch.length > 0)) break;
    batch.push(item.draft);
  }
  return batch;
}

/** When something held back becomes due, or null when nothing is held. */
export function nextDue(outbox: Outbox, now: number): number | null {
  const held = outbox.filter((item) => isOpen(item) && item.not_before > now).map((item) => item.not_before);
  return held.length > 0 ? Math.min(...held) : null;
}

export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** How long to wait before try number `attempt` (0, 1, 2 …): doubling to 5 minutes, half of it by chance. */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(300_000, 2_000 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
