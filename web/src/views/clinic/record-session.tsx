import "./session.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { figure } from "../../charts/words.ts";
import type { Patient, RecordedSession, SessionVersion } from "../../core/clinic.ts";
import { localDay } from "../../core/dates.ts";
import type { Problem } from "../../core/problem.ts";
import type { Doubt } from "../../core/session-doubts.ts";
import { uuid7 } from "../../core/uuid7.ts";
import { Refused } from "../../data/api.ts";
import { patient as fetchPatient, recordSession, sessions, sessionVersions } from "../../data/clinic.ts";
import { now } from "../../data/clock.ts";
import { clinicWords as c, drugWord, routeWord } from "../../i18n/clinic.ts";
import { fullDay } from "../../i18n/format.ts";
import { go } from "../../router.ts";
import { attempt } from "../../state/clinic.ts";
import { Button } from "../../ui/button.tsx";
import { Select, TextArea, TextField } from "../../ui/field.tsx";
import { announce } from "../../ui/live.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Missing } from "./missing.tsx";
import { Doubts } from "./session-doubts.tsx";
import {
  blank,
  DRUGS,
  doubtsOf,
  draftOf,
  type Form,
  formOf,
  isNextDay,
  mistakes,
  perKg,
  ROUTES,
  type Spots,
  spotsOf,
  without,
} from "./session-form.ts";
import { SessionHistory } from "./session-history.tsx";
import { Effects, GoingHome, Interventions, Premedications } from "./session-rows.tsx";
import { VitalsRows } from "./vitals-rows.tsx";
import { Waiting } from "./waiting.tsx";

interface Known {
  readonly name: string;
  readonly zone: string;
  readonly last: RecordedSession | undefined;
  /** The versions of the session that is corrected, the one that stands first; empty for a new one. */
  readonly versions: readonly SessionVersion[];
}

/** Records a treatment session, or corrects one, with nothing but the keyboard. */
export function RecordSession({ id, session }: { id: string; session?: string | undefined }) {
  const [known, setKnown] = useState<Known | null>(null);
  const [missing, setMissing] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    attempt(Promise.all([fetchPatient(id), sessions(id), session ? sessionVersions(id, session) : []]))
      .then((found) => found && setKnown(knownOf(...found)))
      .catch(() => setMissing(true));
  }, [id, session, tries]);
  const corrected = known?.versions[0]?.session;
  if (missing) return <Missing />;
  return (
    <Page
      title={corrected ? c("correctSession", { date: fullDay(corrected.date) }) : c("recordSession")}
      aside={known?.name}
      backTo={`/patients/${id}`}
    >
      {corrected?.unreadable ? <Notice tone="caution">{c("sessionWordsLost")}</Notice> : null}
      {known ? <SessionForm patient={id} known={known} /> : <Waiting retry={() => setTries(tries + 1)} />}
      {known && known.versions.length > 0 ? <SessionHistory versions={known.versions} /> : null}
    </Page>
  );
}

function knownOf(
  { name, zone }: Patient,
  held: readonly RecordedSession[],
  versions: readonly SessionVersion[],
): Known {
  const corrected = versions[0]?.session;
  const others = held.filter(
    (each) => each.id !== corrected?.id && (!corrected || each.started_at < corrected.started_at),
  );
  return { name, zone: corrected?.zone ?? zone, last: others.at(-1), versions };
}

function SessionForm({ patient, known }: { patient: string; known: Known }) {
  const { zone, last } = known;
  const corrected = known.versions[0]?.session;
  const [id] = useState(() => corrected?.id ?? uuid7(Date.now(), (bytes) => crypto.getRandomValues(bytes)));
  const [form, setForm] = useState<Form>(() =>
    corrected ? formOf(corrected) : blank(localDay(Date.now(), zone), last?.route, last?.drug),
  );
  const [asked, setAsked] = useState<readonly Doubt[]>([]);
  const [spots, setSpots] = useState<Spots>({});
  const [refusals, setRefusals] = useState(0);
  const [busy, setBusy] = useState(false);
  const element = useFirstMistake(refusals);
  const set = (changed: Partial<Form>) => {
    setForm({ ...form, ...changed });
    setAsked([]);
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
    const unusual = asked.length ? [] : doubtsOf(form, zone, last?.weight_kg ?? null, now());
    if (unusual.length) return setAsked(unusual);
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
      <Premedications form={form} spots={spots} set={set} />
      <VitalsRows rows={form.vitals} spots={spots} onChange={(vitals) => set({ vitals })} />
      <Effects form={form} spots={spots} set={set} />
      <Interventions form={form} spots={spots} set={set} />
      <GoingHome form={form} spots={spots} set={set} />
      <TextArea
        label={c("sessionNote")}
        value={form.note}
        onInput={(note) => set({ note })}
        error={spots.note}
        maxLength={4000}
      />
      {asked.length ? (
        <Doubts doubts={asked} busy={busy} onChange={() => setAsked([])} />
      ) : (
        <p>
          <Button type="submit" kind="primary" disabled={busy}>
            {c("saveSession")}
          </Button>
        </p>
      )}
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
        <div class="session-drug">
          <Select
            label={c("drug")}
            value={form.drug}
            options={DRUGS.map((value) => ({ value, label: drugWord(value) }))}
            onChange={(drug) => set({ drug })}
            error={spots.drug}
          />
        </div>
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
