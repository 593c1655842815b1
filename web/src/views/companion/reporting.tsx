import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Companionship, Held } from "../../core/companion.ts";
import { companionWords as w } from "../../i18n/companion.ts";
import { severityName } from "../../i18n/effects.ts";
import { dayAndTime, time } from "../../i18n/format.ts";
import { t } from "../../i18n/patient.ts";
import { ended, held, report } from "../../state/companion.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { callHref } from "../help/numbers.ts";

type Step =
  | { readonly ask: "effect" }
  | { readonly ask: "severity"; readonly effect: string }
  | { readonly ask: "interference"; readonly effect: string; readonly severity: number }
  | { readonly ask: "nothing" };

const SEVERITIES = [1, 2, 3, 4] as const;
const IN_THE_WAY = [0, 1, 2, 3, 4] as const;

/** What is seen, how bad, how much in the way: one question a screen, saved with the third tap. */
export function Reporting({ known }: { known: Companionship }) {
  const [step, setStep] = useState<Step>({ ask: "effect" });
  const finish = (effect: string, severity: number, interference: number) => {
    report(effect, severity, interference);
    setStep({ ask: "nothing" });
  };
  const start = () => setStep({ ask: "effect" });
  switch (step.ask) {
    case "effect":
      return (
        <Screen
          key="effect"
          known={known}
          title={w("whatDoYouSee")}
          lead={w("forClinic", { clinic: known.clinic.name })}
        >
          <Answers
            answers={known.effects.map((effect) => ({ name: effectWord(effect), value: effect }))}
            onPick={(effect) => setStep({ ask: "severity", effect })}
          />
        </Screen>
      );
    case "severity":
      return (
        <Screen
          key="severity"
          known={known}
          title={w("howBad")}
          lead={effectWord(step.effect)}
          onBack={start}
        >
          <Answers
            answers={SEVERITIES.map((value) => ({ name: severityName(value), value }))}
            onPick={(severity) => setStep({ ask: "interference", effect: step.effect, severity })}
          />
        </Screen>
      );
    case "interference":
      return (
        <Screen
          key="interference"
          known={known}
          title={w("inTheWay")}
          lead={effectWord(step.effect)}
          onBack={start}
        >
          <Answers
            answers={IN_THE_WAY.map((value) => ({ name: t(`inTheWay${value}`), value }))}
            onPick={(interference) => finish(step.effect, step.severity, interference)}
          />
        </Screen>
      );
    case "nothing":
      return (
        <Screen
          key="nothing"
          known={known}
          title={w("noted")}
          lead={w("until", { when: dayAndTime(known.expires_at) })}
        >
          <Button kind="primary" wide onClick={start}>
            {w("another")}
          </Button>
        </Screen>
      );
  }
}

interface ScreenProps {
  known: Companionship;
  title: string;
  lead: string;
  onBack?: () => void;
  children: ComponentChildren;
}

/** A question, then what became of the reports, then whom to call: always there, always large. */
function Screen({ known, title, lead, onBack, children }: ScreenProps) {
  const { clinic, crisis } = known;
  return (
    <Page title={title} long {...(onBack ? { onBack } : {})}>
      <p>{lead}</p>
      {ended.value ? null : children}
      <Reports />
      <div class="companion-calls">
        <a class="button button-danger" href={callHref(crisis.emergency)}>
          <span>{w("call", { number: crisis.emergency })}</span>
          <span class="small">{w("callWhen")}</span>
        </a>
        {clinic.phone ? (
          <a class="button" href={callHref(clinic.phone)}>
            <span>{w("callClinic")}</span>
            <span>{clinic.phone}</span>
            {clinic.hours ? <span class="small">{clinic.hours}</span> : null}
          </a>
        ) : null}
      </div>
    </Page>
  );
}

interface AnswersProps<V> {
  answers: readonly { name: string; value: V }[];
  onPick: (value: V) => void;
}

function Answers<V extends string | number>({ answers, onPick }: AnswersProps<V>) {
  return (
    <ul class="plain-list stack-s">
      {answers.map(({ name, value }) => (
        <li key={value}>
          <Button wide onClick={() => onPick(value)}>
            {name}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** What became of each report, said as it changes. */
function Reports() {
  const unsent = held.value.some(({ state }) => state === "waiting");
  return (
    <div aria-live="polite" class="stack-s">
      {held.value.length ? <h2>{w("reports")}</h2> : null}
      <ul class="plain-list stack-s">
        {held.value.map((each) => (
          <li key={each.report.id} class={`companion-report companion-${each.state}`}>
            {reportWords(each)}
          </li>
        ))}
      </ul>
      {ended.value ? (
        <Notice tone="danger">
          <p>{w("tellByPhone")}</p>
        </Notice>
      ) : unsent ? (
        <Notice tone="caution">
          <p>{w("keepOpen")}</p>
        </Notice>
      ) : held.value.length ? (
        <p>{w("notedWhy")}</p>
      ) : null}
    </div>
  );
}

function reportWords({ report: { effect, severity }, at, state }: Held): string {
  const what = `${effectWord(effect)}, ${severityName(severity).toLowerCase()}`;
  if (state === "told") return w("reported", { what, time: time(at) });
  return state === "waiting" ? w("notYet", { what }) : w("refused", { what });
}

const EFFECTS = ["sedation", "nystagmus", "nausea", "vomiting"] as const;

/** What a person without training sees; a code of a newer server is shown as it is. */
function effectWord(code: string): string {
  const known = EFFECTS.find((each) => each === code);
  return known ? w(`effect_${known}`) : code.replaceAll("_", " ");
}
