import { localDay, occurredAt, offsetMinutes, rfc3339 } from "../core/dates.ts";
import type { Content, Draft, Row } from "../core/entries.ts";
import { contentOf, rowOf } from "../core/entries.ts";
import { dependents, type Item } from "../core/outbox.ts";
import { saidByPhone } from "../core/retime.ts";
import { uuid7 } from "../core/uuid7.ts";
import { clockSkew, now } from "../data/clock.ts";
import * as disk from "../data/store.ts";
import { today, zone } from "./day.ts";
import { changed, type Open, opened, outbox, rows, showWritten } from "./journal.ts";

function newId(): string {
  return uuid7(now(), (bytes) => crypto.getRandomValues(bytes));
}

interface When {
  /** The day it is about; today unless told otherwise. */
  day?: string;
  /** The very instant, where it is known. */
  at?: number;
  holdMs?: number;
}

/** Writes a new entry and answers its id. When this returns, it is on the device's disk. */
export async function record(
  content: Content,
  { day = today(), at, holdMs = 0 }: When = {},
): Promise<string> {
  const journal = opened();
  const written = now();
  const instant = at ?? occurredAt(day, written, zone());
  const draft = draftOf(newId(), content, rfc3339(instant, zone()), zone(), null);
  showWritten(journal, await disk.record(journal.store, journal.patient, writing(draft, written, holdMs)));
  void navigator.storage?.persist?.();
  return draft.id;
}

/**
 * Changes an entry, and answers the id under which it now stands: in place while nobody else can have seen it,
 * otherwise by a new entry that replaces it. It keeps its day; a side effect's report is of now.
 */
export async function correct(id: string, content: Content, holdMs = 0): Promise<string> {
  const journal = opened();
  const row = rows.value.find((each) => each.id === id);
  if (!row) throw new Error("there is no such entry");
  const place = { journal, row, content, at: now(), holdMs };
  if (await amendInPlace(place)) return id;
  const refusedItem = outbox.value.find((item) => item.id === id && item.stage === "rejected");
  return refusedItem ? mend(place, refusedItem) : replace(place);
}

interface Place {
  journal: Open;
  row: Row;
  content: Content;
  at: number;
  holdMs: number;
}

async function amendInPlace({ journal, row, content, at, holdMs }: Place): Promise<boolean> {
  const same = draftOf(row.id, content, row.occurred_at, row.zone, row.replaces);
  const done = await disk.amend(journal.store, journal.patient, {
    ...writing(same, at, holdMs),
    localDate: row.local_date,
    late: row.late,
  });
  if (done) showWritten(journal, done);
  return done !== null;
}

async function replace(at: Place): Promise<string> {
  const { journal } = at;
  const written = await disk.record(journal.store, journal.patient, replacing(at, at.row.id));
  showWritten(journal, written);
  return written.row.id;
}

/** Writes again what was refused: a new entry in its place, for the clinic has never had the old one. */
async function mend(at: Place, item: Item): Promise<string> {
  const written = replacing(at, item.draft.replaces ?? null);
  await disk.decide(at.journal.store, at.journal.patient, item.id, written);
  await changed(at.journal);
  return written.draft.id;
}

function replacing({ row, content, at, holdMs }: Place, replaces: string | null): disk.Writing {
  const isReport = content.kind === "side_effect";
  const wasAhead = Date.parse(row.occurred_at) > at; // by a clock that has been put right since
  if (isReport || wasAhead) {
    return writing(draftOf(newId(), content, rfc3339(at, zone()), zone(), replaces), at, holdMs);
  }
  const draft = draftOf(newId(), content, row.occurred_at, row.zone, replaces);
  return { ...writing(draft, at, holdMs), localDate: row.local_date, late: row.late };
}

function draftOf(
  id: string,
  content: Content,
  occurred: string,
  inZone: string,
  replaces: string | null,
): Draft {
  const offset_minutes = offsetMinutes(Date.parse(occurred), inZone);
  const phone = saidByPhone(now(), clockSkew(), zone());
  const envelope = { id, occurred_at: occurred, zone: inZone, offset_minutes, ...phone };
  return { ...content, ...(replaces === null ? envelope : { ...envelope, replaces }) };
}

/** The server's own rule for "filled in later": begun before the day turned and finished within an hour is not. */
const FILLING_IN_MS = 3_600_000;

function writing(draft: Draft, at: number, holdMs: number) {
  const localDate = localDay(Date.parse(draft.occurred_at), draft.zone);
  return {
    draft,
    localDate,
    late: localDate < localDay(at - FILLING_IN_MS, draft.zone),
    at,
    skew: clockSkew(),
    holdMs,
  };
}

/** Takes back an entry that the clinic refused: what the clinic holds stands. */
export async function withdraw(id: string): Promise<void> {
  const journal = opened();
  await disk.decide(journal.store, journal.patient, id, null);
  await changed(journal);
}

/** What the person last wrote of a refused entry: its latest correction, if there is one. */
export function latestOf(item: Item): Draft {
  return dependents(outbox.value, item.id).at(-1)?.draft ?? item.draft;
}

/** Ends a conflict in favour of what this device holds: as a correction of what the clinic has. */
export async function keepMine(item: Item): Promise<void> {
  if (!item.theirs) return withdraw(item.id);
  const journal = opened();
  const row = rowOf(journal.patient, item.theirs);
  const at = { journal, row, content: contentOf(latestOf(item)), at: now(), holdMs: 0 };
  await disk.decide(journal.store, journal.patient, item.id, replacing(at, row.id));
  await changed(journal);
}
