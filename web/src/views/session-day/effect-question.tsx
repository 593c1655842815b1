import type { Felt, Question } from "../../core/session-questions.ts";
import type { sessionDay } from "../../i18n/catalogue/session-day.ts";
import { effectName } from "../../i18n/effects.ts";
import { s } from "../../i18n/session-day.ts";
import { reportFelt } from "../../state/felt.ts";
import { trySave } from "../try-save.ts";
import { Answers, Frame } from "./frame.tsx";

interface Props {
  question: Question & { ask: "effect" };
  once: (act: () => Promise<boolean>) => Promise<void>;
}

/** Whether it is there: no, a little, strong. Saved with the one tap. */
export function EffectQuestion({ question: { effect, still }, once }: Props) {
  const title = still
    ? s("still", { effect: effectName(effect) })
    : s(`feel_${effect}` as `feel_${string}` & keyof typeof sessionDay);
  return (
    <Frame title={title} redFlags skips>
      <Answers<Felt>
        answers={[
          { value: "no", label: still ? s("noEnded") : s("no") },
          { value: "little", label: s("little") },
          { value: "strong", label: s("strong") },
        ]}
        onPick={(felt) => void once(async () => (await trySave(() => reportFelt(effect, felt))) !== null)}
      />
    </Frame>
  );
}
