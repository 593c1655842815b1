import { afterEach, expect, test } from "vitest";
import { aboveWords, fadingSentence, intervalSentence, liftWords } from "../../src/charts/fading-words.ts";
import type { Fading } from "../../src/core/recovery.ts";
import { language } from "../../src/i18n/language.ts";
import { interval } from "./factories.ts";

afterEach(() => {
  language.value = "en";
});

const lifted = {
  baseline: 3,
  onset_hours: 32,
  peak: 7.5,
  peak_day: 4,
  loss_day: 19,
  held_days: 19,
  censored: false,
  threshold: 5,
  lift: 4.5,
  days_above: 12,
  n: 17,
};

const alice: Fading = {
  n: 5,
  held_days: [19, 24, 21],
  low_days: 19,
  high_days: 24,
  day: 17,
  turning_down: { mood: true, function: true },
  chance_7_days: 0.42,
  low_day_80: 18,
  high_day_80: 27,
  why_not: null,
  worn_off: false,
};

test("an interval is told with its lift, its days above, its end and its adherence", () => {
  expect(intervalSentence(interval("2026-11-01", 20, lifted), "mood", false)).toBe(
    "Mood: 3 before, best 7.5 on day 4 (lift +4.5). 12 of 17 rated days stood at 5 or above. Benefit was lost on day 19. Entries on 100 % of 20 days.",
  );
  expect(intervalSentence(interval("2026-11-01", 20), "mood", false)).toBe(
    "Mood: too few days before the session, so there is nothing to compare with. Entries on 100 % of 20 days.",
  );
});

test("what has not been seen yet is not said to be absent", () => {
  const flat = {
    ...lifted,
    peak: 3,
    lift: 0,
    days_above: 0,
    loss_day: null,
    held_days: null,
    censored: null,
  };
  expect(intervalSentence(interval("2026-11-01", 20, flat), "mood", true)).toContain(
    "No benefit is seen so far.",
  );
  expect(intervalSentence(interval("2026-11-01", 20, flat), "mood", false)).toContain("No benefit was seen.");
  const holds = { ...lifted, loss_day: null, held_days: 17, censored: true };
  expect(intervalSentence(interval("2026-11-01", 20, holds), "mood", true)).toContain(
    "still held on day 17.",
  );
});

test("a figure that is not there is a dash, never a zero", () => {
  const { mood } = interval("2026-11-01", 20);
  expect([liftWords(mood), aboveWords(mood)]).toEqual(["–", "–"]);
  expect(liftWords({ ...mood, lift: -0.5 })).toBe("−0.5");
  expect(liftWords({ ...mood, lift: 0 })).toBe("0");
});

test("fading is told with the range, n, the turn, the chance and its uncertainty", () => {
  expect(fadingSentence(alice)).toBe(
    "Day 17. In mood, benefit held 19-24 days in the last three of 5 past intervals. Both lines turn down. " +
      "Estimated chance that benefit is lost within 7 days: 42 %. The day of loss is put at 18 to 27 (80 % interval). " +
      "The estimate was tested on made-up patients only.",
  );
  expect(fadingSentence({ ...alice, high_day_80: null })).toContain("put at 18 or later (80 % interval).");
});

test("below three nothing is predicted, and where there is no chance the reason is said", () => {
  const few = {
    ...alice,
    n: 1,
    low_days: null,
    high_days: null,
    chance_7_days: null,
    why_not: "few_intervals",
  };
  expect(fadingSentence(few)).toBe(
    "Day 17. The loss of benefit was seen in 1 past interval: too few to say more.",
  );
  const silent = { ...alice, chance_7_days: null, low_day_80: null, high_day_80: null };
  expect(fadingSentence({ ...silent, why_not: "few_answers" })).toContain(
    "too few entries in the last days.",
  );
  expect(fadingSentence({ ...silent, why_not: "of a newer server" })).toMatch(/turn down\.$/);
});

test("which line turns is said, and what is worn off is said to seem so", () => {
  const turned = (mood: boolean, doing: boolean) =>
    fadingSentence({ ...alice, turning_down: { mood, function: doing } });
  expect(turned(true, false)).toContain("Mood turns down; function does not, or is not known.");
  expect(turned(false, true)).toContain("Function turns down; mood does not, or is not known.");
  expect(turned(false, false)).toContain("Neither line is seen to turn down.");
  expect(fadingSentence({ ...alice, worn_off: true })).toMatch(/benefit seems to have worn off\.$/);
});

test("the same is said in Spanish", () => {
  language.value = "es";
  expect(fadingSentence(alice)).toContain("Probabilidad estimada de perder el beneficio en 7 días: 42 %.");
});
