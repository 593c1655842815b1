import "./session.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { figure } from "../../charts/words.ts";
import { localDay } from "../../core/dates.ts";
import type { Problem } from "../../core/problem.ts";
import { uuid7 } from "../../core/uuid7.ts";
import { Refused } from "../../data/api.ts";
import { patient as fetchPatient, type RecordedSession, recordSession, sessions } from "../../data/clinic.ts";
import { clinicWords as c, routeWord } from "../../i18n/clinic.ts";
import { go } from "../../router.ts";
import { attempt } from "../../state/clinic.ts";
import { Button } from "../../ui/button.tsx";
import { Select, TextArea, TextField } from "../../ui/field.tsx";
import { announce } from "../../ui/live.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Missing } from "./missing.tsx";
import {
  blank,
  draftOf,
  type Form,
  isNextDay,
  mistakes,
  perKg,
  ROUTES,
  type Spots,
  spotsOf,
  without,
} from "./session-form.ts";
import { VitalsRows } from "./vitals-rows.tsx";
import { Waiting } from "./waiting.tsx";

interface Known {
  readonly name: string;
  readonly zone: string;
  readonly last: RecordedSession | undefined;
}

/** Records a treatment session, with nothing but the keyboard. */
export function RecordSession({ id }: { id: string }) {
  const [known, setKnown] = useState<Known | null>(null);
  const [missing, setMissing] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    attempt(Promise.all([fetchPatient(id), sessions(id)]))
      .then((found) => found && setKnown({ name: found[0].name, zone: found[0].zone, last: found[1].at(-1) }))
      .catch(() => setMissing(true));
  }, [id, tries]);
  if (missing) return <Missing />;
  return (
    <Page title={c("recordSession")} aside={known?.name} backTo={`/patients/${id}`}>
      {known ? <SessionForm patient={id} known={known} /> : <Waiting retry={() => setTries(tries + 1)} />}
    </Page>
  );
}

function SessionForm({ patient, known }: { patient: string; known: Known }) {
  const { zone, last } = known;
  const [id] = useState(() => uuid7(Date.now(), (bytes) => crypto.getRandomValues(bytes)));
  const [form, setForm] = useState<Form>(() => blank(localDay(Date.now(), zone), last?.route));
  const [spots, setSpots] = useState<Spots>({});
  const [refusals, setRefusals] = useState(0);
  const [busy, setBusy] = useState(false);
  const element = useFirstMistake(refusals);
  const set = (changed: Partial<Form>) => {
    setForm({ ...form, ...changed });
    setSpots(without(spots, Object.keys(changed)));
  };
  const show = (found: Spots) => {
    setSpots(found);
    setRefusals(refusals + 1);
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const found = mistakes(form);
    if (Object.keys(found).length) return show(found);
    setBusy(true);
    const refused = await save(patient, id, form, zone);
    setBusy(false);
    if (refused === "saved") {
      announce(c("sessionSaved"));
      go(`/patients/${patient}`, { replace: true });
    } else if (refused) show(spotsOf(refused));
  };
  return (
    <form ref={element} class="stack session-form" noValidate onSubmit={(event) => void submit(event)}>
      {Object.keys(spots).length ? (
        <Notice tone="caution" alert>
          {spots.form ?? c("mendBelow")}
        </Notice>
      ) : null}
      <When form={form} spots={spots} zone={zone} set={set} />
      <What form={form} spots={spots} last={last} set={set} />
      <VitalsRows rows={form.vitals} spots={spots} onChange={(vitals) => set({ vitals })} />
      <TextArea
        label={c("sessionNote")}
        value={form.note}
        onInput={(note) => set({ note })}
        error={spots.note}
        maxLength={4000}
      />
      <p>
        <Button type="submit" kind="primary" disabled={busy}>
          {c("saveSession")}
        </Button>
      </p>
    </form>
  );
}

async function save(
  patient: string,
  id: string,
  form: Form,
  zone: string,
): Promise<"saved" | Problem | undefined> {
  try {
    return (await attempt(recordSession(patient, id, draftOf(form, zone)))) ? "saved" : undefined;
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    throw error;
  }
}

/** Takes the keyboard to the first field that is wrong, each time the form was refused. */
function useFirstMistake(refusals: number) {
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refusals > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  return element;
}

interface PartProps {
  form: Form;
  spots: Spots;
  set: (changed: Partial<Form>) => void;
}

function When({ form, spots, zone, set }: PartProps & { zone: string }) {
  return (
    <div class="stack-s">
      <div class="session-line">
        <TextField
          type="date"
          label={c("sessionDate")}
          value={form.date}
          onInput={(date) => set({ date })}
          error={spots.date}
        />
        <TextField
          type="time"
          label={c("sessionStart")}
          value={form.start}
          onInput={(start) => set({ start })}
          error={spots.start}
        />
        <TextField
          type="time"
          label={c("sessionEnd")}
          value={form.end}
          onInput={(end) => set({ end })}
          error={spots.end}
          hint={isNextDay(form, form.end) ? c("endNextDay") : undefined}
        />
      </div>
      <p class="muted small">{c("sessionZone", { zone: zone.replaceAll("_", " ") })}</p>
    </div>
  );
}

function What({ form, spots, last, set }: PartProps & { last: RecordedSession | undefined }) {
  const ratio = perKg(form);
  return (
    <>
      <div class="session-line">
        <Select
          label={c("route")}
          value={form.route}
          options={ROUTES.map((value) => ({ value, label: routeWord(value) }))}
          onChange={(route) => set({ route })}
          error={spots.route}
        />
        <TextField
          label={c("dose")}
          inputMode="decimal"
          autocomplete="off"
          value={form.dose}
          onInput={(dose) => set({ dose })}
          error={spots.dose}
        />
        <TextField
          label={c("weight")}
          inputMode="decimal"
          autocomplete="off"
          value={form.weight}
          onInput={(weight) => set({ weight })}
          error={spots.weight}
          hint={last?.weight_kg ? c("weightLast", { value: figure(last.weight_kg) }) : c("weightOptional")}
        />
      </div>
      <p aria-live="polite" class={ratio === null ? "muted" : "session-ratio"}>
        {ratio === null ? c("perKgNone") : c("perKg", { value: figure(ratio, 2) })}
      </p>
    </>
  );
}
