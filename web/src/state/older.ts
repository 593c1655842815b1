import type { Revision, Row } from "../core/entries.ts";
import { rowOf } from "../core/entries.ts";
import { call } from "../data/api.ts";
import { place } from "./journal.ts";

/** Entries of days that are no longer on this device, with their earlier versions. Throws what `call` throws. */
export async function fetchOlder(from: string, to: string): Promise<readonly Row[]> {
  const at = place();
  if (!at) return [];
  const path = `/patients/${at.patient}/journal?from=${from}&to=${to}&history=true`;
  const answer = await call<{ entries: readonly Revision[] }>("GET", path);
  return answer.entries.map((revision) => rowOf(at.patient, revision));
}
