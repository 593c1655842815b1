import { expect, test } from "vitest";
import { addDays, localDay, occurredAt, rfc3339 } from "../../src/core/dates.ts";
import type { Draft } from "../../src/core/entries.ts";
import { retimed, saidByPhone } from "../../src/core/retime.ts";

const ZONE = "America/New_York";
const RIGHT = Date.parse("2026-11-23T22:00:00Z");
const DAY = 86_400_000;

/** Written at `RIGHT` by a clock that shows `wrong` milliseconds too much. */
function checkIn(wrong: number, daysAgo = 0, more: object = {}): Draft {
  const shown = RIGHT + wrong;
  const day = addDays(localDay(shown, ZONE), -daysAgo);
  return {
    ...{ kind: "check_in", id: "a", zone: ZONE, mood: 5, function: 5 },
    occurred_at: rfc3339(occurredAt(day, shown, ZONE), ZONE),
    ...more,
  } as Draft;
}

test.each([-3 * DAY, -7_200_000, 7_200_000, 400 * DAY])(
  "a clock that is %i ms wrong: the entry is of the minute it was written in, and keeps both",
  (wrong) => {
    const right = retimed(checkIn(wrong), RIGHT + wrong, 0, -wrong);
    expect(Date.parse(right.occurred_at)).toBe(RIGHT);
    expect(Date.parse(right.phone_said ?? "")).toBe(RIGHT + wrong);
  },
);

test("yesterday by a wrong clock is the day before the day on which it was written", () => {
  const right = retimed(checkIn(-5 * DAY, 1), RIGHT - 5 * DAY, 0, 5 * DAY);
  expect(localDay(Date.parse(right.occurred_at), ZONE)).toBe("2026-11-22");
});

test("a day that was picked from the past stays picked", () => {
  const picked = { ...checkIn(-DAY), occurred_at: "2020-05-01T20:00:00.000-04:00" };
  expect(retimed(picked, RIGHT - DAY, 0, DAY).occurred_at).toBe(picked.occurred_at);
});

test("a side effect that began an hour ago still began an hour ago; a correction repeats its beginning", () => {
  const shown = RIGHT + DAY;
  const times = {
    ...{ kind: "side_effect", effect: "nausea", severity: 2, interference: 1 },
    started_at: rfc3339(shown - 3_600_000, ZONE),
    ended_at: rfc3339(shown, ZONE),
  };
  const first = retimed(checkIn(DAY, 0, times), shown, 0, -DAY);
  expect(first).toMatchObject({
    started_at: rfc3339(RIGHT - 3_600_000, ZONE),
    ended_at: rfc3339(RIGHT, ZONE),
  });
  const again = retimed(checkIn(DAY, 0, { ...times, replaces: "b" }), shown, 0, -DAY);
  expect(again).toMatchObject({ started_at: times.started_at, ended_at: rfc3339(RIGHT, ZONE) });
});

test("a clock that was put right, and wrongly, is put right again, and then there is nothing to keep", () => {
  const written = checkIn(0, 0, saidByPhone(RIGHT + 3_600_000, 3_600_000, ZONE));
  const right = retimed(
    { ...written, occurred_at: rfc3339(RIGHT + 3_600_000, ZONE) },
    RIGHT + 3_600_000,
    3_600_000,
    0,
  );
  expect(Date.parse(right.occurred_at)).toBe(RIGHT);
  expect(right.phone_said).toBeUndefined();
});
