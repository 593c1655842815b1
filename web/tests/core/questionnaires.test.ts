import { expect, test } from "vitest";
import gad7 from "../../../journal/clinical/instruments/gad-7.json" with { type: "json" };
import pcl5 from "../../../journal/clinical/instruments/pcl-5.json" with { type: "json" };
import peg from "../../../journal/clinical/instruments/peg.json" with { type: "json" };
import phq9 from "../../../journal/clinical/instruments/phq-9.json" with { type: "json" };
import {
  type FhirQuestionnaire,
  ITEM_9,
  isAnswered,
  isNumbered,
  opensCrisisCard,
  read,
  resumed,
  total,
} from "../../src/core/questionnaires.ts";
import { referenceRows } from "../reference.ts";

const DEFINITIONS: Record<string, FhirQuestionnaire> = {
  "phq-9": phq9,
  "gad-7": gad7,
  "pcl-5": pcl5,
  peg,
};

function answered(id: string, answers: string) {
  const definition = DEFINITIONS[id];
  if (!definition) throw new Error(id);
  const questionnaire = read(definition, "en");
  const scored = questionnaire.questions.filter(({ required }) => required);
  const given = Object.fromEntries(
    answers.split(" ").map((value, at) => [scored[at]?.linkId ?? "", Number(value)]),
  );
  return { questionnaire, given };
}

test.each(referenceRows("scores"))("$questionnaire $answers is $total on the device too: $why", (row) => {
  const { questionnaire, given } = answered(row.questionnaire ?? "", row.answers ?? "");
  expect(total(questionnaire, given)).toBe(Number(row.total));
});

test("a form with one answer missing has no total", () => {
  const { questionnaire, given } = answered("phq-9", "3 3 3 3 3 3 3 3");
  expect(total(questionnaire, given)).toBeNull();
});

test("the unscored question about difficulty changes no total", () => {
  const { questionnaire, given } = answered("phq-9", "1 1 1 1 1 1 1 1 1");
  expect(total(questionnaire, { ...given, "69722-7": 3 })).toBe(9);
});

test("any answer above 0 to item 9 opens the crisis card, and no other answer does", () => {
  expect([0, 1, 2, 3].map((value) => opensCrisisCard(ITEM_9, value))).toEqual([false, true, true, true]);
  expect(opensCrisisCard("44250-9", 3)).toBe(false);
});

test("every text has its Spanish, and options rise from 0", () => {
  for (const definition of [phq9, gad7] as FhirQuestionnaire[]) {
    const [english, spanish] = [read(definition, "en"), read(definition, "es")];
    expect(spanish.intro).not.toBe(english.intro);
    for (const [at, question] of english.questions.entries()) {
      expect(spanish.questions[at]?.text).not.toBe(question.text);
      expect(question.options.map(({ value }) => value)).toEqual([0, 1, 2, 3]);
    }
  }
});

test("a form that has no Spanish says so, and stays as it is", () => {
  expect([read(phq9, "es").lang, read(phq9, "en").lang]).toEqual(["es", "en"]);
  for (const definition of [pcl5, peg] as FhirQuestionnaire[]) {
    const spanish = read(definition, "es");
    expect(spanish.lang).toBe("en");
    expect(spanish.questions).toEqual(read(definition, "en").questions);
  }
});

test("only the line above the items stands above each of twenty", () => {
  const form = read(pcl5, "en");
  expect(form.questions).toHaveLength(20);
  expect(form.stem).toBe("In the past week, how much were you bothered by:");
  expect(form.intro.endsWith(form.stem)).toBe(true);
  expect(read(peg, "en").stem).toBe("");
});

test("0 to 10 is a line of numbers, and answers in words are not", () => {
  expect(read(peg, "en").questions.map(isNumbered)).toEqual([true, true, true]);
  expect(read(phq9, "en").questions.some(isNumbered)).toBe(false);
});

test("no name that every object has is an answer", () => {
  const form = read(peg, "en");
  const odd = { ...form, questions: form.questions.map((each) => ({ ...each, linkId: "constructor" })) };
  expect(isAnswered({}, "constructor")).toBe(false);
  expect(total(odd, {})).toBeNull();
});

const BEGUN = { at: 1_000_000, version: "1", answers: { a: 1 } };
const DAY_MS = 86_400_000;

test.each([
  ["at once", BEGUN, 0, BEGUN],
  ["in the last minute of the day", BEGUN, DAY_MS - 60_000, BEGUN],
  ["a day later", BEGUN, DAY_MS, "too late"],
  ["by a clock that was put back", BEGUN, -1, "too late"],
  ["in another version", { ...BEGUN, version: "0" }, 0, "too late"],
  ["as an earlier app kept it", { day: "2026-11-23", answers: { a: 1 } } as never, 0, "too late"],
  ["without an answer", { ...BEGUN, answers: {} }, 0, null],
  ["never begun", null, 0, null],
] as const)("a form that was begun: %s", (_, begun, later, expected) => {
  expect(resumed(begun, "1", 1_000_000 + later)).toEqual(expected);
});
