/** What each step of a session day asks, and what an answer becomes in the journal. */
import type { Grade, SideEffect } from "./entries.ts";
import type { Step } from "./session-day.ts";

export type Question =
  | { readonly ask: "ride" }
  | { readonly ask: "effect"; readonly effect: string; readonly still: boolean }
  | { readonly ask: "mood" }
  | { readonly ask: "sleep" };

/** By which an answered question is known, so that none is asked twice in a step. */
export function nameOf(question: Question): string {
  return question.ask === "effect" ? `effect:${question.effect}` : question.ask;
}

/** The usual effects in the order in which they are asked: those that matter soonest come first. */
export const USUAL: Readonly<Record<"first" | "fourth", readonly string[]>> = {
  first: ["dissociation", "sedation", "dizziness", "nausea", "blurred_vision", "anxiety", "headache"],
  fourth: ["dissociation", "sedation", "dizziness", "headache", "nausea", "anxiety", "blurred_vision"],
};
/** Rule: questions about effects in one step. */
export const MOST_EFFECTS = 6;

export interface Known {
  /** Codes of the effects that go on, the latest to start first. */
  readonly running: readonly string[];
  /** Names of what has been answered in this step. */
  readonly asked: readonly string[];
  /** Whether there is a check-in of this day, and whether it says how long they slept. */
  readonly checkedIn: boolean;
  readonly slept: boolean;
}

/** What a step still has to ask, in order. Effects that go on come first. */
export function questions(step: Step, { running, asked, checkedIn, slept }: Known): readonly Question[] {
  const open = (question: Question) => !asked.includes(nameOf(question));
  const left = MOST_EFFECTS - asked.filter((name) => name.startsWith("effect:")).length;
  const still = [...new Set(running)].map((effect): Question => ({ ask: "effect", effect, still: true }));
  switch (step) {
    case "chair":
      return [];
    case "leaving":
      return [{ ask: "ride" } as const].filter(open);
    case "first":
    case "fourth": {
      const others = USUAL[step].filter((effect) => !running.includes(effect));
      const fresh = others.map((effect): Question => ({ ask: "effect", effect, still: false }));
      return [...still, ...fresh].filter(open).slice(0, Math.max(0, left));
    }
    case "morning": {
      const mood: readonly Question[] = checkedIn ? [] : [{ ask: "mood" }];
      const rest: readonly Question[] = slept ? mood : [...mood, { ask: "sleep" }];
      return [...still.filter(open).slice(0, Math.max(0, left)), ...rest.filter(open)];
    }
  }
}

export type Felt = "no" | "little" | "strong";

/** Rule: severity and interference (0-4) for the three answers of a session day. */
export const FELT: Readonly<Record<Felt, Grade>> = { no: 0, little: 1, strong: 3 };

/**
 * The report that an answer makes. "No" to what went on ends it; to a new question it is the person's word that there
 * was nothing: severity "none", over as it began. "Strong" never makes less of what was said to be worse.
 */
export function reportOf(effect: string, felt: Felt, at: string, before: SideEffect | null): SideEffect {
  const grade = FELT[felt];
  if (before === null) {
    const started = {
      kind: "side_effect",
      effect,
      severity: grade,
      interference: grade,
      started_at: at,
    } as const;
    return felt === "no" ? { ...started, ended_at: at } : started;
  }
  if (felt === "no") return { ...before, ended_at: later(before.started_at, at) };
  const worst = (said: Grade): Grade => (felt === "strong" && said > grade ? said : grade);
  return { ...before, severity: worst(before.severity), interference: worst(before.interference) };
}

function later(a: string, b: string): string {
  return Date.parse(a) > Date.parse(b) ? a : b;
}

/** What is never expected after a session, by its word on the screen, and what is noted of it at once. */
export const RED_FLAGS = [
  { name: "chestPain", effect: "chest_pain" },
  { name: "cannotBreathe", effect: "breathless" },
  { name: "seizure", effect: "seizure" },
  { name: "hardToWake", effect: "sedation" },
] as const;
/** Rule: a red flag is noted as very severe, and very much in the way. */
export const RED_FLAG_GRADE: Grade = 4;

/** Hours of sleep that are offered; the first and the last stand for "or less" and "or more". */
export const SLEEP_HOURS = [2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
