import { useState } from "preact/hooks";
import { t } from "../../i18n/patient.ts";
import { go, state } from "../../router.ts";
import { rows } from "../../state/journal.ts";
import { correct, record } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { announce } from "../../ui/live.tsx";
import { Page } from "../../ui/page.tsx";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";

/** The longest title that the server takes. */
const TITLE_LENGTH = 120;

/** Something that happened in a life, in a few words: a flag on the chart. */
export function Event() {
  const { edit } = (state.value ?? {}) as { edit?: string };
  const before = rows.value.find(({ id }) => id === edit)?.content;
  const [title, setTitle] = useState(before?.kind === "event" ? before.title : "");
  const [missing, setMissing] = useState(false);

  const save = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    const words = title.trim();
    setMissing(words === "");
    if (words === "") return;
    const content = { ...(before?.kind === "event" ? before : { kind: "event" as const }), title: words };
    const id = await trySave(() => (edit === undefined ? record(content) : correct(edit, content)));
    if (id === null) return;
    announce(t("saved"));
    go("/", { replace: true });
  };

  return (
    <Page title={t("addEvent")} backTo="/">
      <form class="stack" onSubmit={save}>
        <TextField
          label={t("eventTitle")}
          hint={t("eventHint")}
          error={missing ? t("eventEmpty") : undefined}
          maxLength={TITLE_LENGTH}
          value={title}
          onInput={setTitle}
        />
        <SaveError />
        <Button kind="primary" type="submit" wide>
          {t("save")}
        </Button>
      </form>
    </Page>
  );
}
