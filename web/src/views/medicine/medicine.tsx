import { computed } from "@preact/signals";
import { useState } from "preact/hooks";
import { medicineWords } from "../../core/at-home.ts";
import type { MedicationStatement } from "../../core/entries.ts";
import { latestOf } from "../../core/measured.ts";
import { h } from "../../i18n/at-home.ts";
import { t } from "../../i18n/patient.ts";
import { go, state } from "../../router.ts";
import { today } from "../../state/day.ts";
import { allChains, rows } from "../../state/journal.ts";
import { recovery } from "../../state/patient.ts";
import { correct, record } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { Choices } from "../../ui/choices.tsx";
import { Checkbox, TextField } from "../../ui/field.tsx";
import { announce } from "../../ui/live.tsx";
import { Page } from "../../ui/page.tsx";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";

/** The longest name and dose that the server takes. */
const LENGTH = 120;

interface Place {
  /** The statement that is corrected. */
  edit?: string;
  /** The statement whose medicine has changed. */
  about?: string;
}

/** What is taken, in the words of whoever takes it. It advises nothing. */
export function Medicine() {
  const place = (state.value ?? {}) as Place;
  return (
    <Page title={h("medicineTitle")} backTo="/">
      <p class="muted">{h("medicineHint")}</p>
      <Form
        key={`${place.edit} ${place.about}`}
        edit={place.edit}
        before={statement(place.edit ?? place.about)}
      />
      {place.edit === undefined ? <Known /> : null}
    </Page>
  );
}

type Said = MedicationStatement & { readonly id: string };

/** All that was said of medicines, the oldest first: what is on this phone, and what the clinic told of it last. */
const statements = computed((): readonly Said[] => {
  const here = allChains.value.map(({ current }) => current);
  const replaced = new Set(rows.value.map((row) => row.replaces));
  const told = (recovery.value.value?.medications ?? [])
    .filter(({ id }) => !replaced.has(id) && !here.some((row) => row.id === id))
    .map(({ id, occurred_at, name, status, dose_text, benzodiazepine }) => {
      const dose = dose_text === null ? {} : { dose_text };
      return {
        at: occurred_at,
        said: { id, kind: "medication_statement" as const, name, status, ...dose, benzodiazepine },
      };
    });
  const written = here.flatMap(({ id, occurred_at, content }) =>
    content.kind === "medication_statement" ? [{ at: occurred_at, said: { id, ...content } }] : [],
  );
  return [...told, ...written].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(({ said }) => said);
});

function statement(id: string | undefined): MedicationStatement | null {
  return statements.value.find((said) => said.id === id) ?? null;
}

function Form({ edit, before }: { edit: string | undefined; before: MedicationStatement | null }) {
  const [name, setName] = useState(before?.name ?? "");
  const [dose, setDose] = useState(before?.dose_text ?? "");
  const [status, setStatus] = useState<MedicationStatement["status"]>(before?.status ?? "taking");
  const [benzodiazepine, setBenzodiazepine] = useState(before?.benzodiazepine ?? false);
  const [since, setSince] = useState(today);
  const [wrong, setWrong] = useState<{ name?: string; since?: string }>({});

  const save = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    const found = {
      ...(name.trim() === "" ? { name: h("nameEmpty") } : {}),
      ...(since === "" || since > today() ? { since: h("sinceWrong") } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const content: MedicationStatement = {
      kind: "medication_statement",
      name: name.trim(),
      status,
      ...(dose.trim() === "" ? {} : { dose_text: dose.trim() }),
      ...(benzodiazepine ? { benzodiazepine } : {}),
    };
    const id = await trySave(() =>
      edit === undefined ? record(content, { day: since }) : correct(edit, content),
    );
    if (id === null) return;
    announce(t("saved"));
    go("/", { replace: true });
  };

  return (
    <form class="stack" noValidate onSubmit={(event) => void save(event)}>
      <TextField label={h("name")} maxLength={LENGTH} value={name} error={wrong.name} onInput={setName} />
      <TextField label={h("dose")} hint={h("doseHint")} maxLength={LENGTH} value={dose} onInput={setDose} />
      <Choices
        legend={h("status")}
        options={[
          { value: "taking", label: h("taking") },
          { value: "stopped", label: h("stopped") },
        ]}
        value={status}
        onPick={setStatus}
      />
      {edit === undefined ? (
        <TextField type="date" label={h("since")} value={since} error={wrong.since} onInput={setSince} />
      ) : null}
      <Checkbox label={h("benzodiazepine")} checked={benzodiazepine} onChange={setBenzodiazepine} />
      <SaveError />
      <Button kind="primary" type="submit" wide>
        {t("save")}
      </Button>
    </form>
  );
}

/** The last word on each medicine. */
function Known() {
  const known = latestOf(statements.value);
  if (known.length === 0) return null;
  return (
    <section class="stack-s" aria-labelledby="known">
      <h2 id="known">{h("yourMedicines")}</h2>
      <ul class="plain-list stack-s">
        {known.map((medicine) => (
          <li key={medicine.id} class="row spread">
            <span>
              {t(medicine.status === "stopped" ? "medicineStopped" : "medicineTaking", {
                name: medicineWords(medicine),
              })}
            </span>
            <Button
              label={h("noteChangeOf", { name: medicine.name })}
              onClick={() => go("/medicine", { state: { about: medicine.id } })}
            >
              {h("noteChange")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
