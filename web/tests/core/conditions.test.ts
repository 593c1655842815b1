import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CONDITIONS, chosen } from "../../src/core/conditions.ts";

const server = readFileSync(new URL("../../../journal/clinical/conditions.py", import.meta.url), "utf8");

test("the conditions that are offered are those the server knows", () => {
  const asks = server.slice(server.indexOf("ASKS"), server.indexOf("EXTRAS"));
  expect([...asks.matchAll(/^ {8}"(\w+)":/gm)].map((match) => match[1])).toEqual([...CONDITIONS]);
});

test("what is chosen comes last, once, and the others stay", () => {
  expect(chosen(["ptsd", "own"], "pain", true)).toEqual(["ptsd", "own", "pain"]);
  expect(chosen(["ptsd", "own"], "own", true)).toEqual(["ptsd", "own"]);
  expect(chosen(["ptsd", "own"], "ptsd", false)).toEqual(["own"]);
});
