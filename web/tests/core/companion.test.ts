import { expect, test } from "vitest";
import { type Held, settled, waitBefore } from "../../src/core/companion.ts";

const held = (id: string, state: Held["state"] = "waiting"): Held => ({
  report: {
    id,
    effect: "nausea",
    severity: 2,
    interference: 1,
    started_at: "2026-11-23T14:02:00.000-05:00",
    occurred_at: "2026-11-23T14:02:00.000-05:00",
    zone: "America/New_York",
  },
  at: 0,
  state,
});
const states = (all: readonly Held[]) => all.map(({ state }) => state);

test("only a report that is named by its own id has been told", () => {
  const results = [
    { id: "a", status: "accepted" },
    { id: "c", status: "duplicate" },
  ];
  expect(states(settled([held("a"), held("b"), held("c")], results))).toEqual(["told", "waiting", "told"]);
});

test("one bad report blocks nobody, and what was told stays told", () => {
  const results = [
    { id: "a", status: "rejected" },
    { id: "b", status: "rejected" },
  ];
  expect(states(settled([held("a", "told"), held("b"), held("c")], results))).toEqual([
    "told",
    "refused",
    "waiting",
  ]);
});

test("tries come further and further apart, up to a minute, and never at once", () => {
  expect([0, 1, 2, 20].map((failures) => waitBefore(failures, 1))).toEqual([2000, 4000, 8000, 60000]);
  expect(waitBefore(0, 0)).toBe(1000);
});
