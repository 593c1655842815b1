/** The monthly questions about the bladder: what is asked, and what each answer reports. Pure. */
import type { Felt } from "./session-questions.ts";

export interface Answer {
  readonly word: "no" | "burns" | "often" | "suddenly" | "little" | "lot";
  readonly effect: string;
  readonly felt: Felt;
}

export interface Asked {
  readonly ask: "passing" | "pain" | "blood";
  /** "No" is said of all of these that go on, and of the first where none does. */
  readonly effects: readonly string[];
  readonly answers: readonly Answer[];
}

const howMuch = (effect: string): readonly Answer[] => [
  { word: "no", effect, felt: "no" },
  { word: "little", effect, felt: "little" },
  { word: "lot", effect, felt: "strong" },
];

/** The check counts from the answer to the last, as the server has it. */
export const CHECK: readonly Asked[] = [
  {
    ask: "passing",
    effects: ["dysuria", "urinary_frequency", "urinary_urgency"],
    answers: [
      { word: "no", effect: "dysuria", felt: "no" },
      { word: "burns", effect: "dysuria", felt: "little" },
      { word: "often", effect: "urinary_frequency", felt: "little" },
      { word: "suddenly", effect: "urinary_urgency", felt: "little" },
    ],
  },
  { ask: "pain", effects: ["bladder_pain"], answers: howMuch("bladder_pain") },
  { ask: "blood", effects: ["haematuria"], answers: howMuch("haematuria") },
];

/** Whoever has answered this has been asked all. */
export const LAST_ASKED = "haematuria";

/** The effects an answer is about: "no" ends all of the question's that go on. */
export function about(
  { effects }: Asked,
  { effect, felt }: Answer,
  going: readonly string[],
): readonly string[] {
  const over = felt === "no" ? effects.filter((each) => going.includes(each)) : [];
  return over.length > 0 ? over : [effect];
}

const SAME_DAY: ReadonlySet<string> = new Set(["bladder_pain", "haematuria"]);

/** Whether something goes on of which the clinic wants to hear the same day. */
export function isForToday(going: readonly string[]): boolean {
  return going.some((effect) => SAME_DAY.has(effect));
}
