/**
 * What the phone makes of instants in many zones: reads `[[zone, [milliseconds, …]], …]`, prints for each zone and
 * instant the entry's time as it is sent, its day, the same for a day filled in later, and the offset; null for a zone
 * that this browser engine does not know.
 */
import { addDays, localDay, occurredAt, offsetMinutes, rfc3339 } from "../../src/core/dates.ts";

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const asked = JSON.parse(Buffer.concat(chunks).toString()) as [string, number[]][];
process.stdout.write(JSON.stringify(asked.map(([zone, instants]) => answer(zone, instants))));

function answer(zone: string, instants: number[]) {
  try {
    return instants.map((instant) => filed(instant, zone));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function filed(instant: number, zone: string) {
  const day = localDay(instant, zone);
  const before = addDays(day, -1);
  const evening = occurredAt(before, instant, zone);
  return {
    at: rfc3339(instant, zone),
    day,
    offset: offsetMinutes(instant, zone),
    evening: rfc3339(evening, zone),
    evening_offset: offsetMinutes(evening, zone),
    evening_day: localDay(evening, zone),
    before,
  };
}
