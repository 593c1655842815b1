import { useState } from "preact/hooks";
import { rfc3339 } from "../../core/dates.ts";
import type { HomeReading } from "../../core/entries.ts";
import { isHigh, LIMITS, type Measured, measured } from "../../core/measured.ts";
import { now } from "../../data/clock.ts";
import { h } from "../../i18n/at-home.ts";
import { t } from "../../i18n/patient.ts";
import { go, state } from "../../router.ts";
import { zone } from "../../state/day.ts";
import { crisis } from "../../state/identity.ts";
import { rows } from "../../state/journal.ts";
import { correct, record } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { announce } from "../../ui/live.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { CallClinic } from "../help/call-clinic.tsx";
import { callHref } from "../help/numbers.ts";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";

type Typed = Readonly<Record<Measured, string>>;
type Wrong = Readonly<Partial<Record<Measured | "when", string>>>;

/** A blood pressure measured at home: two numbers, the pulse where the device says it. */
export function Reading() {
  const [edit, setEdit] = useState(() => ((state.value ?? {}) as { edit?: string }).edit);
  const before = rows.value.find(({ id }) => id === edit)?.content;
  const [typed, setTyped] = useState<Typed>(() => typedOf(before?.kind === "home_reading" ? before : null));
  const [when, setWhen] = useState(() => rfc3339(now(), zone()).slice(0, 16));
  const [asked] = useState(when);
  const [wrong, setWrong] = useState<Wrong>({});
  const [high, setHigh] = useState(false);

  const save = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    const at = when === asked ? now() : Date.parse(when); // a datetime-local is in the device's own zone
    const found = mistakes(typed, at);
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const content = contentOf(typed);
    const id = await trySave(() => (edit === undefined ? record(content, { at }) : correct(edit, content)));
    if (id === null) return;
    announce(t("saved"));
    setEdit(id);
    if (isHigh(content)) setHigh(true);
    else go("/", { replace: true });
  };

  if (high) return <High onWrong={() => setHigh(false)} />;
  const field = (name: Measured, label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      inputMode="numeric"
      maxLength={3}
      value={typed[name]}
      error={wrong[name]}
      onInput={(value) => setTyped({ ...typed, [name]: value })}
    />
  );
  return (
    <Page title={h("readingTitle")} backTo="/">
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <p class="muted">{h("readingHint")}</p>
        {field("systolic", h("systolic"))}
        {field("diastolic", h("diastolic"))}
        {field("heart_rate", h("heartRate"), h("optional"))}
        {edit === undefined ? (
          <TextField
            type="datetime-local"
            label={h("when")}
            value={when}
            error={wrong.when}
            onInput={setWhen}
          />
        ) : null}
        <SaveError />
        <Button kind="primary" type="submit" wide>
          {t("save")}
        </Button>
      </form>
    </Page>
  );
}

/** It is saved; what matters now is that somebody is called. Wrong numbers are put right from here, and both are kept. */
function High({ onWrong }: { onWrong: () => void }) {
  const { emergency } = crisis.value;
  return (
    <Page title={h("readingTitle")} backTo="/">
      <Notice tone="danger" alert>
        <h2>{h("highTitle")}</h2>
        <p>{h("highWhy", { number: emergency })}</p>
      </Notice>
      <CallClinic class="button-primary button-wide" />
      <a class="button button-danger button-wide" href={callHref(emergency)}>
        {t("callEmergency", { number: emergency })}
      </a>
      <Button wide onClick={() => go("/", { replace: true })}>
        {t("done")}
      </Button>
      <Button kind="quiet" onClick={onWrong}>
        {h("wrongNumbers")}
      </Button>
    </Page>
  );
}

function typedOf(before: HomeReading | null): Typed {
  const text = (value: number | undefined) => (value === undefined ? "" : String(value));
  return {
    systolic: text(before?.systolic),
    diastolic: text(before?.diastolic),
    heart_rate: text(before?.heart_rate),
  };
}

function contentOf(typed: Typed): HomeReading {
  const rate = measured("heart_rate", typed.heart_rate);
  return {
    kind: "home_reading",
    systolic: measured("systolic", typed.systolic) ?? Number.NaN,
    diastolic: measured("diastolic", typed.diastolic) ?? Number.NaN,
    ...(rate === null ? {} : { heart_rate: rate }),
  };
}

const NAMES = ["systolic", "diastolic", "heart_rate"] as const;

function mistakes(typed: Typed, at: number): Wrong {
  const [systolic, diastolic] = [
    measured("systolic", typed.systolic),
    measured("diastolic", typed.diastolic),
  ];
  const outside = NAMES.filter((name) => {
    const value = measured(name, typed[name]);
    return value === null ? name !== "heart_rate" : Number.isNaN(value);
  });
  if (outside.length > 0) {
    return Object.fromEntries(
      outside.map((name) => [name, h("outside", { low: LIMITS[name][0], high: LIMITS[name][1] })]),
    );
  }
  if ((diastolic ?? 0) >= (systolic ?? 0)) return { diastolic: h("order") };
  return Number.isFinite(at) && at <= now() ? {} : { when: h("whenWrong") };
}
