import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { about, CHECK, isForToday, LAST_ASKED } from "../../src/core/bladder.ts";

const server = readFileSync(new URL("../../../journal/clinical/urinary.py", import.meta.url), "utf8");
const flags = readFileSync(new URL("../../../journal/clinical/red_flags.py", import.meta.url), "utf8");

test("three questions at most, about the effects the server's red flags know, and the last is the server's", () => {
  expect(CHECK.length).toBe(3);
  const urinary = flags.match(/URINARY = frozenset\(\{(.*)\}\)/)?.[1]?.match(/\w+/g) ?? [];
  expect(CHECK.flatMap(({ effects }) => effects).sort()).toEqual([...urinary].sort());
  expect(CHECK.at(-1)?.effects).toEqual([LAST_ASKED]);
  expect(server).toContain(`LAST_ASKED = "${LAST_ASKED}"`);
});

const [passing] = CHECK;

test("no ends all that went on, and is said of the first where nothing did", () => {
  if (!passing) throw new Error("nothing is asked");
  const [no, , often] = passing.answers;
  if (!no || !often) throw new Error("nothing is answered");
  expect(about(passing, no, [])).toEqual(["dysuria"]);
  const going = ["nausea", "urinary_urgency", "urinary_frequency"];
  expect(about(passing, no, going)).toEqual(["urinary_frequency", "urinary_urgency"]);
  expect(about(passing, often, going)).toEqual(["urinary_frequency"]);
});

test("pain and blood are for the clinic to hear the same day", () => {
  expect([[], ["dysuria"], ["bladder_pain"], ["nausea", "haematuria"]].map(isForToday)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
