import type { ComponentChildren } from "preact";
import { rfc3339 } from "../../core/dates.ts";
import { RED_FLAG_GRADE, RED_FLAGS } from "../../core/session-questions.ts";
import { now } from "../../data/clock.ts";
import { s } from "../../i18n/session-day.ts";
import { go } from "../../router.ts";
import { zone } from "../../state/day.ts";
import { finished, putAside } from "../../state/session-day.ts";
import { record } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { SaveError } from "../save-error.tsx";
import { NoDriving, Urgent } from "../today/banners.tsx";
import { trySave } from "../try-save.ts";

interface FrameProps {
  title: string;
  /** The clinic's words on driving; on every screen but the one in the chair. */
  words?: boolean;
  redFlags?: boolean;
  /** There is something to skip. `onTooMuch`: what that means, where it is more than the end of the step. */
  skips?: boolean;
  onTooMuch?: () => void;
  children: ComponentChildren;
}

/** One screen of a session day. What is never expected after a session is always one tap away. */
export function Frame({ title, words = true, redFlags, skips, onTooMuch, children }: FrameProps) {
  return (
    <div class="session-day">
      <Page title={title} long>
        <Urgent />
        {children}
        <SaveError />
        {skips ? (
          <div class="session-skips">
            <Button kind="quiet" onClick={() => void putAside()}>
              {s("notNow")}
            </Button>
            <Button kind="quiet" onClick={onTooMuch ?? (() => void finished())}>
              {s("tooMuch")}
            </Button>
          </div>
        ) : null}
        {redFlags ? <RedFlags /> : null}
        {words ? <NoDriving /> : null}
      </Page>
    </div>
  );
}

function RedFlags() {
  return (
    <section class="session-red-flags" aria-labelledby="red-flags">
      <h2 id="red-flags">{s("getHelp")}</h2>
      <div class="session-pairs">
        {RED_FLAGS.map(({ name, effect }) => (
          <Button key={name} onClick={() => raise(effect)}>
            {s(name)}
          </Button>
        ))}
      </div>
    </section>
  );
}

/** The numbers to call come first, and at once; then it is written down, for the clinic to be told. */
function raise(effect: string): void {
  go("/help");
  const at = now();
  const started_at = rfc3339(at, zone());
  const grade = RED_FLAG_GRADE;
  const content = { kind: "side_effect", effect, severity: grade, interference: grade, started_at } as const;
  void trySave(() => record(content, { at }));
}

/** Large answers, one below the other. */
export function Answers<V>({
  answers,
  onPick,
}: {
  answers: readonly { value: V; label: string }[];
  onPick: (value: V) => void;
}) {
  return (
    <div class="session-answers">
      {answers.map(({ value, label }) => (
        <Button key={label} onClick={() => onPick(value)}>
          {label}
        </Button>
      ))}
    </div>
  );
}
