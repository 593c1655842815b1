import { expect, test } from "vitest";
import { digits, isLongEnough, readableUntil, waitOf } from "../../src/core/proof.ts";

test("a proof opens the history for fifteen minutes; where none is known, not at all", () => {
  const proven = "2025-11-23T14:02:00Z";
  expect(readableUntil(proven)).toBe(Date.parse("2025-11-23T14:17:00Z"));
  expect([readableUntil(undefined), readableUntil("soon")]).toEqual([0, 0]);
});

test.each([
  [0.2, "seconds", 1],
  [59.1, "seconds", 60],
  [99, "seconds", 99],
  [100, "minutes", 2],
  [300, "minutes", 5],
  [301, "minutes", 6],
] as const)("a wait of %d s is told as %s: %d, never too short", (seconds, unit, n) => {
  expect(waitOf(seconds)).toEqual({ unit, n });
});

test("a passphrase is measured in characters, not in bytes", () => {
  expect(isLongEnough("fourteen chars")).toBe(false);
  expect(isLongEnough("fifteen  chars!")).toBe(true);
  expect(isLongEnough("🦋".repeat(14))).toBe(false);
  expect(isLongEnough("🦋".repeat(15))).toBe(true);
});

test("a code may be typed with blanks and dashes", () => {
  expect(digits(" 123-456 ")).toBe("123456");
});
