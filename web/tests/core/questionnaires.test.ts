import { expect, test } from "vitest";
import gad7 from "../../../journal/clinical/instruments/gad-7.json" with { type: "json" };
import phq9 from "../../../journal/clinical/instruments/phq-9.json" with { type: "json" };
import {
  type FhirQuestionnaire,
  ITEM_9,
  opensCrisisCard,
  read,
  total,
} from "../../src/core/questionnaires.ts";
import { referenceRows } from "../reference.ts";

const DEFINITIONS: Record<string, FhirQuestionnaire> = { "phq-9": phq9, "gad-7": gad7 };

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
  for (const definition of Object.values(DEFINITIONS)) {
    const [english, spanish] = [read(definition, "en"), read(definition, "es")];
    expect(spanish.intro).not.toBe(english.intro);
    for (const [at, question] of english.questions.entries()) {
      expect(spanish.questions[at]?.text).not.toBe(question.text);
      expect(question.options.map(({ value }) => value)).toEqual([0, 1, 2, 3]);
    }
  }
});
