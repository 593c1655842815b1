import { rfc3339 } from "../core/dates.ts";
import { type Felt, reportOf } from "../core/session-questions.ts";
import { now } from "../data/clock.ts";
import { zone } from "./day.ts";
import { episodes } from "./journal.ts";
import { correct, record } from "./writing.ts";

/** The answer to "is it there": what goes on is reported on, and ends with "no"; otherwise it is a report of its own. */
export async function reportFelt(effect: string, felt: Felt): Promise<true> {
  const at = now();
  const said = rfc3339(at, zone());
  const going = episodes.value.filter(({ content }) => content.effect === effect);
  if (going.length === 0) await record(reportOf(effect, felt, said, null), { at });
  for (const { row, content } of going) await correct(row.id, reportOf(effect, felt, said, content));
  return true;
}
