import { expect, test } from "vitest";
import { mayComeFrom, tiedTo } from "../../src/core/belongs.ts";
import type { SideEffect } from "../../src/core/entries.ts";

const session = (day: number) => ({
  id: `s${day}`,
  started_at: `2026-11-${String(day).padStart(2, "0")}T15:00:00Z`,
  ended_at: null,
});
const report: SideEffect = {
  kind: "side_effect",
  effect: "fatigue",
  severity: 2,
  interference: 1,
  started_at: "2026-11-20T15:00:00Z",
};
const ids = (sessions: readonly { id: string }[]) => sessions.map(({ id }) => id);

test("it may come from the last four sessions that had begun, the latest first", () => {
  const held = [3, 21, 20, 10, 17, 6, 13].map(session);
  expect(ids(mayComeFrom(report, held))).toEqual(["s20", "s17", "s13", "s10"]);
  expect(mayComeFrom(report, [session(21)])).toEqual([]);
});

test("an earlier session is named, and the last before it needs no name", () => {
  const offered = [session(20), session(17)];
  const tied = tiedTo(report, "s17", offered);
  expect(tied).toEqual({ ...report, session_id: "s17" });
  expect(tiedTo(tied, "s20", offered)).toEqual(report);
});
