import { expect, test } from "vitest";
import { MOST_TEXT, mistake } from "../../src/core/annotations.ts";

const TODAY = "2026-11-23";

test("a text says something, fits a mark, and stands on a day that has come", () => {
  expect(mistake("Keep walking.", TODAY, TODAY)).toBeNull();
  expect(mistake(" \n", TODAY, TODAY)).toBe("empty");
  expect(mistake("x".repeat(MOST_TEXT + 1), TODAY, TODAY)).toBe("long");
  expect(mistake("Later.", "2026-11-24", TODAY)).toBe("day");
  expect(mistake("No day.", "", TODAY)).toBe("day");
});
