import { expect, test } from "vitest";
import {
  addDays,
  daysBetween,
  instantAt,
  localDay,
  occurredAt,
  offsetMinutes,
  rfc3339,
} from "../../src/core/dates.ts";
import { referenceRows } from "../reference.ts";

test.each(referenceRows("local_days"))(
  "the device files $instant in $zone under the server's day: $why",
  (row) => {
    const instant = Date.parse(row.instant ?? "");
    expect(localDay(instant, row.zone ?? "")).toBe(row.local_day);
    expect(offsetMinutes(instant, row.zone ?? "")).toBe(Number(row.offset_minutes));
  },
);

test("an instant is written with the zone's own offset and read back as itself", () => {
  const instant = Date.parse("2026-11-23T02:02:03.456Z");
  expect(rfc3339(instant, "America/New_York")).toBe("2026-11-22T21:02:03.456-05:00");
  expect(rfc3339(instant, "Asia/Kathmandu")).toBe("2026-11-23T07:47:03.456+05:45");
  for (const zone of ["America/New_York", "Asia/Kathmandu", "UTC"]) {
    expect(Date.parse(rfc3339(instant, zone))).toBe(instant);
  }
});

test("yesterday is filled in for its evening, also across a clock change", () => {
  const zone = "America/New_York";
  const now = Date.parse("2026-03-08T15:00:00Z"); // the clocks went forward this morning
  const at = occurredAt("2026-03-07", now, zone);
  expect(rfc3339(at, zone)).toBe("2026-03-07T20:00:00.000-05:00");
  expect(localDay(at, zone)).toBe("2026-03-07");
  expect(occurredAt("2026-03-08", now, zone)).toBe(now);
});

test("a day filled in after midnight is at most 36 hours old", () => {
  const zone = "America/New_York";
  const now = Date.parse("2026-01-12T08:59:00Z"); // 03:59: still the 11th
  expect(localDay(now, zone)).toBe("2026-01-11");
  expect(now - occurredAt("2026-01-10", now, zone)).toBeLessThanOrEqual(36 * 3_600_000);
});

test("days are counted over months and clock changes", () => {
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  expect(addDays("2026-03-08", -1)).toBe("2026-03-07");
  expect(daysBetween("2025-12-31", "2026-01-02")).toBe(2);
  expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
});

test("an hour of the wall clock is found on the day the clocks go back", () => {
  const zone = "America/New_York";
  expect(rfc3339(instantAt("2026-11-01", 20, zone), zone)).toBe("2026-11-01T20:00:00.000-05:00");
});
