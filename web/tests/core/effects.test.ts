import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EFFECT_GROUPS } from "../../src/core/effects.ts";
import { effects } from "../../src/i18n/catalogue/effects.ts";

const source = readFileSync(new URL("../../../journal/clinical/side_effects.py", import.meta.url), "utf8");
const codes = [...source.matchAll(/_(?:free|licensed|local)\("(\w+)"/g)].map((match) => match[1] ?? "");

test("every side effect that the server knows is offered once, and has words", () => {
  expect(codes.length).toBeGreaterThan(30);
  expect(Object.values(EFFECT_GROUPS).flat().sort()).toEqual([...codes].sort());
  for (const code of codes) expect(effects).toHaveProperty(code);
});
