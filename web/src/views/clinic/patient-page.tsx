import "./patient.css";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { EpisodeBars } from "../../charts/episode-bars.tsx";
import { InstrumentSteps } from "../../charts/instrument-steps.tsx";
import { IntervalTable } from "../../charts/interval-table.tsx";
import type { ChartMark } from "../../charts/marks.tsx";
import { OverlayChart } from "../../charts/overlay-chart.tsx";
import { RecoveryChart } from "../../charts/recovery-chart.tsx";
import type { Patient } from "../../core/clinic.ts";
import { now } from "../../data/clock.ts";
import { clinicWords as c, conditionWord } from "../../i18n/clinic.ts";
import { deskWords as d } from "../../i18n/desk.ts";
import { fullDay, time } from "../../i18n/format.ts";
import { t } from "../../i18n/t.ts";
import { go } from "../../router.ts";
import { onClinicEvent } from "../../state/clinic.ts";
import {
  concernsOpen,
  freshen,
  type OpenPatient,
  open,
  openPatient,
  unknown,
} from "../../state/clinic-patient.ts";
import { renewOr } from "../../state/update.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { lazy } from "../../ui/lazy.tsx";
import { Link } from "../../ui/link.tsx";
import { announce } from "../../ui/live.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Annotations, type Writing } from "./annotations.tsx";
import { Conditions } from "./conditions.tsx";
import { Entries } from "./entries.tsx";
import { InShort } from "./in-short.tsx";
import { type Commands, type KeyList, useKeyList, useKeys } from "./keys.tsx";
import { Medications } from "./medications.tsx";
import { Missing } from "./missing.tsx";
import { Sessions } from "./sessions.tsx";
import { Waiting } from "./waiting.tsx";
import { ageOn } from "./words.ts";

const DoseCard = lazy(() => import("./results/clinic-results.ts").then((module) => module.DoseCard, renewOr));

/** One patient: first the answers, then the charts they come from, then every entry. */
export function PatientPage({ id }: { id: string }) {
  useEffect(() => {
    void openPatient(id);
    return listenFor();
  }, [id]);
  const shown = open.value;
  const [writing, setWriting] = useState<Writing | null>(null);
  useEffect(() => setWriting(null), [id]);
  const keys = useKeyList(keyList());
  useKeys({
    ...PARTS,
    "?": keys.toggle,
    n: () => {
      if (shown?.patient.access === "care") setWriting({ of: null });
    },
    c: () => document.querySelector<HTMLElement>(".chart-reader")?.focus(),
    u: () => go("/"),
  });
  if (unknown.value) return <Missing />;
  if (shown?.patient.id !== id) {
    return (
      <Page title={t("loading")} backTo="/" wide>
        <Waiting retry={() => void openPatient(id)} />
      </Page>
    );
  }
  return (
    <Page
      title={shown.patient.name}
      backTo="/"
      wide
      aside={<Actions patient={shown.patient} keys={keys.button} />}
    >
      {keys.list}
      <BrokenGlass patient={shown.patient} />
      <p class="muted">{aboutWords(shown)}</p>
      <Conditions key={id} patient={shown.patient} />
      <InShort shown={shown} />
      <div class="patient-grid">
        <Card title={c("trend")} class="patient-wide">
          <RecoveryChart data={shown.recovery} back={91} marks={marksOf(shown)} />
        </Card>
        <Card title={c("overlay")} class="patient-wide">
          <OverlayChart data={shown.recovery} />
          {shown.recovery.intervals.length ? <IntervalTable data={shown.recovery} /> : null}
        </Card>
        <Card title={c("instruments")} class={shown.recovery.scores.length ? "patient-tall" : ""}>
          <InstrumentSteps data={shown.recovery} />
        </Card>
        <Card title={c("episodes")}>
          <EpisodeBars data={shown.recovery} />
        </Card>
        <Card title={c("medications")}>
          <Medications data={shown.recovery} />
        </Card>
        <Card title={c("sessionsTitle")} class="patient-wide">
          <Sessions data={shown.recovery} />
        </Card>
        <DoseCard patient={id} seen={shown.recovery.sessions.length} />
        <Card title={d("annotations")} class="patient-wide">
          <Annotations shown={shown} writing={writing} onWrite={setWriting} />
        </Card>
        <Card title={c("entriesTitle")} class="patient-wide">
          <Entries shown={shown} />
        </Card>
      </div>
    </Page>
  );
}

/** The parts of the page by their number, which stands before each heading. */
const PARTS: Commands = Object.fromEntries(
  Array.from({ length: 9 }, (_, index) => [String(index + 1), () => toPart(index)]),
);

function toPart(index: number): void {
  const heading = document.querySelectorAll<HTMLElement>(".patient-grid > .card > h2")[index];
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
  heading.scrollIntoView({ block: "start" });
}

function keyList(): KeyList {
  return [
    ["1 … 9", d("key_section")],
    ["c", d("key_chart")],
    ["n", d("key_note")],
    ["u", d("key_back")],
    ["?", d("key_help")],
  ];
}

/** What staff wrote, as marks of the chart. */
function marksOf({ annotations }: OpenPatient): ChartMark[] {
  return annotations.map(({ id, date, kind, text }) => ({
    id,
    date,
    kind,
    title: `${d(`kind_${kind}`)}: ${text ?? d("unreadableText")}`,
  }));
}

/** A phone back from a weekend sends many entries at once: they are fetched, and said, together. */
const SETTLE_MS = 300;

/** New entries come in by themselves, and are said politely. */
function listenFor(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    const n = await freshen();
    if (n > 0) announce(c("newEntries", { n }));
  };
  const stop = onClinicEvent((event) => {
    if (!concernsOpen(event)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

interface ActionsProps {
  patient: Patient;
  /** The button that lists the page's keys. */
  keys: VNode;
}

/** Who reads through the broken glass records nothing, and hands nothing on. */
function Actions({ patient: { id, access, person_id }, keys }: ActionsProps) {
  if (access === "glass") return keys;
  return (
    <span class="row no-print">
      {keys}
      {person_id ? (
        <Link to={`/patients/${id}/reset`} class="button button-quiet">
          {c("lostPhone")}
        </Link>
      ) : null}
      <Link to={`/patients/${id}/companion`} class="button button-quiet">
        {c("companionPass")}
      </Link>
      <Link to={`/patients/${id}/session`} class="button button-plain">
        {c("recordSession")}
      </Link>
      <Link to={`/patients/${id}/summary`} class="button button-primary">
        {c("makeSummary")}
      </Link>
      <Button kind="quiet" onClick={() => print()}>
        {c("print")}
      </Button>
    </span>
  );
}

/** How long the glass stays broken. At its end the page is asked for anew, and is not the reader's any more. */
function BrokenGlass({ patient: { id, until } }: { patient: Patient }) {
  useEffect(() => {
    if (!until) return undefined;
    const timer = setTimeout(() => void openPatient(id), Math.max(0, Date.parse(until) - now()));
    return () => clearTimeout(timer);
  }, [id, until]);
  if (!until) return null;
  return (
    <Notice tone="danger">
      <p>
        <strong>{c("glassOpen", { time: time(until) })}</strong>
      </p>
    </Notice>
  );
}

function aboutWords({ patient, recovery, to }: OpenPatient): string {
  const born = patient.birth_date
    ? [c("bornAge", { date: fullDay(patient.birth_date), age: ageOn(patient.birth_date, to) })]
    : [];
  return [
    ...born,
    ...patient.conditions.map(conditionWord),
    c("sessionsCount", { n: recovery.sessions.length }),
  ].join(" · ");
}
