import { useState } from "preact/hooks";
import { type Answer, about, CHECK, isForToday } from "../../core/bladder.ts";
import { b } from "../../i18n/bladder.ts";
import { t } from "../../i18n/patient.ts";
import { go, state } from "../../router.ts";
import { reportFelt } from "../../state/felt.ts";
import { episodes } from "../../state/journal.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";
import { CallToday } from "./call-today.tsx";

/** Three questions once a month, one a screen. Each answer is saved as it is given. */
export function Bladder() {
  const { at = 0 } = (state.value ?? {}) as { at?: number };
  const [busy, setBusy] = useState(false);
  const asked = CHECK[at];
  const going = episodes.value.map(({ content }) => content.effect);
  if (!asked) return <Done isForToday={isForToday(going)} />;

  const pick = async (answer: Answer) => {
    if (busy) return;
    setBusy(true);
    const saved = await trySave(async () => {
      for (const effect of about(asked, answer, going)) await reportFelt(effect, answer.felt);
      return true;
    });
    setBusy(false);
    if (saved) go("/bladder", { state: { at: at + 1 }, replace: true });
  };

  return (
    <Page key={at} title={b("title")} aside={t("step", { n: at + 1, of: CHECK.length })} backTo="/">
      {at === 0 ? <p class="muted">{b("why")}</p> : null}
      <h2 id="ask">{b(asked.ask)}</h2>
      <ul class="plain-list stack-s" aria-labelledby="ask">
        {asked.answers.map((answer) => (
          <li key={answer.word}>
            <Button wide onClick={() => void pick(answer)}>
              {b(answer.word)}
            </Button>
          </li>
        ))}
      </ul>
      <SaveError />
    </Page>
  );
}

function Done({ isForToday: call }: { isForToday: boolean }) {
  return (
    <Page title={b("title")} backTo="/">
      {call ? <CallToday /> : null}
      <p>{b("thanks")}</p>
      <Button kind={call ? "plain" : "primary"} wide onClick={() => go("/", { replace: true })}>
        {t("done")}
      </Button>
    </Page>
  );
}
