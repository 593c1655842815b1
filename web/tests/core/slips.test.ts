import { expect, test } from "vitest";
import type { Content, SideEffect } from "../../src/core/entries.ts";
import { isTakenBack, takenBack } from "../../src/core/slips.ts";

const pain: SideEffect = {
  kind: "side_effect",
  effect: "chest_pain",
  severity: 4,
  interference: 4,
  started_at: "2026-11-23T21:00:00Z",
};
const unsafe: Content = {
  kind: "check_in",
  mood: null,
  function: null,
  too_hard: true,
  extra: { safe: false },
};

test("a side effect that was never there is none, without an end: an end would say that it had been there", () => {
  const back = takenBack({ ...pain, ended_at: "2026-11-23T22:00:00Z" });
  expect(back).toEqual({ ...pain, severity: 0, interference: 0 });
  expect([pain, { ...pain, severity: 0, ended_at: pain.started_at } as const].map(isTakenBack)).toEqual([
    false,
    false,
  ]);
  expect(back && isTakenBack(back)).toBe(true);
});

test("not safe, taken back, says safe and keeps the rest", () => {
  const back = takenBack(unsafe);
  expect(back).toEqual({ ...unsafe, extra: { safe: true } });
  expect(isTakenBack(unsafe)).toBe(false);
  expect(back && isTakenBack(back)).toBe(true);
});

test.each<Content>([
  { kind: "home_reading", systolic: 190, diastolic: 95 },
  { kind: "questionnaire_response", questionnaire: "phq-9", version: "1", answers: { "44260-8": 2 } },
])("what asks for a number or an answer is answered anew: $kind", (content) => {
  expect(takenBack(content)).toBeNull();
  expect(isTakenBack(content)).toBe(false);
});
