import { rfc3339 } from "../../core/dates.ts";
import { type Felt, type Question, reportOf } from "../../core/session-questions.ts";
import { now } from "../../data/clock.ts";
import type { sessionDay } from "../../i18n/catalogue/session-day.ts";
import { effectName } from "../../i18n/effects.ts";
import { s } from "../../i18n/session-day.ts";
import { correct, episodes, record, zone } from "../../state/journal.ts";
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
        onPick={(felt) => void once(async () => (await trySave(() => write(effect, felt))) !== null)}
      />
    </Frame>
  );
}

/** What goes on is reported on, and ends with one tap; otherwise it is a report of its own. */
async function write(effect: string, felt: Felt): Promise<true> {
  const at = now();
  const said = rfc3339(at, zone());
  const going = episodes.value.filter(({ content }) => content.effect === effect);
  if (going.length === 0) await record(reportOf(effect, felt, said, null), { at });
  for (const { row, content } of going) await correct(row.id, reportOf(effect, felt, said, content));
  return true;
}
