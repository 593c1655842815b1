import { useEffect, useState } from "preact/hooks";
import type { LoadedForm, Preview } from "../../../core/own-forms.ts";
import { loadForm, ownForms, previewForm, retireForm } from "../../../data/own-forms.ts";
import { fullDay } from "../../../i18n/format.ts";
import { f } from "../../../i18n/own-forms.ts";
import { tried } from "../../../state/admin.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Field } from "../../../ui/field.tsx";
import { announce } from "../../../ui/live.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { Waiting } from "../waiting.tsx";
import { FormPreview } from "./preview.tsx";

interface Chosen {
  readonly text: string;
  readonly preview: Preview;
}

const CONFLICT = 409;

/** The questionnaires a clinic has loaded from files, and the way to load one more. */
export function OwnFormsPage() {
  const [forms, setForms] = useState<readonly LoadedForm[] | null>(null);
  const refresh = async () => {
    const came = await tried(ownForms());
    if (came && "answer" in came) setForms(came.answer);
  };
  useEffect(() => {
    void refresh();
  }, []);
  return (
    <Page title={f("title")} backTo="/">
      <p>{f("what")}</p>
      <p class="muted">{f("noAlerts")}</p>
      <Loading onLoaded={() => void refresh()} />
      {forms ? (
        <Loaded forms={forms} onRetired={() => void refresh()} />
      ) : (
        <Waiting retry={() => void refresh()} />
      )}
    </Page>
  );
}

function Loading({ onLoaded }: { onLoaded: () => void }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [there, setThere] = useState(false);
  const choose = async (file: File | undefined) => {
    setChosen(null);
    setThere(false);
    if (!file) return;
    const text = await file.text();
    const came = await tried(previewForm(text));
    if (came && "answer" in came) setChosen({ text, preview: came.answer });
  };
  const load = async () => {
    if (!chosen) return;
    const came = await tried(loadForm(chosen.text));
    if (came && "refused" in came) setThere(came.refused.status === CONFLICT);
    if (!(came && "answer" in came)) return;
    setChosen(null);
    announce(f("loaded"));
    onLoaded();
  };
  return (
    <>
      <Field label={f("file")} hint={f("fileHint")}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".json,application/json,application/fhir+json"
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      {chosen ? <FormPreview preview={chosen.preview} /> : null}
      {there ? (
        <Notice tone="caution" alert>
          <p>{f("there")}</p>
        </Notice>
      ) : null}
      {chosen?.preview.read ? (
        <p>
          <Button kind="primary" onClick={() => void load()}>
            {f("load")}
          </Button>
        </p>
      ) : null}
    </>
  );
}

interface LoadedProps {
  forms: readonly LoadedForm[];
  onRetired: () => void;
}

/** Every version, the last loaded first. Of several that are not retired only the last is asked. */
function Loaded({ forms, onRetired }: LoadedProps) {
  const asked = new Map(
    forms.filter((form) => form.retired_at === null).map((form) => [form.questionnaire, form.version]),
  );
  const retire = async (form: LoadedForm) => {
    const came = await tried(retireForm(form.questionnaire));
    if (!(came && "answer" in came)) return;
    announce(f("retired"));
    onRetired();
  };
  return (
    <Card title={f("own")}>
      {forms.length === 0 ? <p class="muted">{f("none")}</p> : null}
      <ul class="plain-list stack-s">
        {forms.toReversed().map((form) => {
          const isAsked = asked.get(form.questionnaire) === form.version;
          return (
            <li key={`${form.questionnaire} ${form.version}`}>
              <p>
                {form.title}{" "}
                <span class="muted small">
                  {f("versionIs", { name: form.name, version: form.version })}, {standing(form, isAsked)}
                </span>
              </p>
              {isAsked ? (
                <Button onClick={() => void retire(form)}>{f("retire", { name: form.name })}</Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function standing(form: LoadedForm, isAsked: boolean): string {
  if (form.retired_at !== null) return f("retiredOn", { date: fullDay(form.retired_at.slice(0, 10)) });
  return f(isAsked ? "asked" : "earlier");
}
