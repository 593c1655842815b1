import "./patient.css";
import { useEffect } from "preact/hooks";
import { EpisodeBars } from "../../charts/episode-bars.tsx";
import { InstrumentSteps } from "../../charts/instrument-steps.tsx";
import { IntervalTable } from "../../charts/interval-table.tsx";
import { OverlayChart } from "../../charts/overlay-chart.tsx";
import { RecoveryChart } from "../../charts/recovery-chart.tsx";
import type { Patient } from "../../core/clinic.ts";
import { now } from "../../data/clock.ts";
import { clinicWords as c, conditionWord } from "../../i18n/clinic.ts";
import { fullDay, time } from "../../i18n/format.ts";
import { t } from "../../i18n/t.ts";
import { onClinicEvent } from "../../state/clinic.ts";
import {
  concernsOpen,
  freshen,
  type OpenPatient,
  open,
  openPatient,
  unknown,
} from "../../state/clinic-patient.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Link } from "../../ui/link.tsx";
import { announce } from "../../ui/live.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Entries } from "./entries.tsx";
import { InShort } from "./in-short.tsx";
import { Missing } from "./missing.tsx";
import { Sessions } from "./sessions.tsx";
import { Waiting } from "./waiting.tsx";
import { ageOn } from "./words.ts";

/** One patient: first the answers, then the charts they come from, then every entry. */
export function PatientPage({ id }: { id: string }) {
  useEffect(() => {
    void openPatient(id);
    return listenFor();
  }, [id]);
  const shown = open.value;
  if (unknown.value) return <Missing />;
  if (shown?.patient.id !== id) {
    return (
      <Page title={t("loading")} backTo="/" wide>
        <Waiting retry={() => void openPatient(id)} />
      </Page>
    );
  }
  return (
    <Page title={shown.patient.name} backTo="/" wide aside={<Actions patient={shown.patient} />}>
      <BrokenGlass patient={shown.patient} />
      <p class="muted">{aboutWords(shown)}</p>
      <InShort shown={shown} />
      <div class="patient-grid">
        <Card title={c("trend")} class="patient-wide">
          <RecoveryChart data={shown.recovery} back={91} />
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
        <Card title={c("sessionsTitle")}>
          <Sessions data={shown.recovery} />
        </Card>
        <Card title={c("entriesTitle")} class="patient-wide">
          <Entries shown={shown} />
        </Card>
      </div>
    </Page>
  );
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

/** Who reads through the broken glass records nothing, and hands nothing on. */
function Actions({ patient: { id, access, person_id } }: { patient: Patient }) {
  if (access === "glass") return null;
  return (
    <span class="row no-print">
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
