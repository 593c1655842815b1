import "./clinic.css";
import { useEffect } from "preact/hooks";
import { match, path } from "../../router.ts";
import { loadAlerts, startListening } from "../../state/clinic.ts";
import { identity } from "../../state/identity.ts";
import { renewOr } from "../../state/update.ts";
import { lazy } from "../../ui/lazy.tsx";
import { Alerts } from "./alerts.tsx";
import { ClinicBar } from "./clinic-bar.tsx";
import { Missing } from "./missing.tsx";
import { PatientPage } from "./patient-page.tsx";
import { RecordSession } from "./record-session.tsx";
import { Summary } from "./summary.tsx";
import { WorklistPage } from "./worklist.tsx";

const Account = lazy(() => import("../account-screens.ts").then((module) => module.Account, renewOr));
const ClinicOffice = lazy(() =>
  import("./admin/clinic-office.tsx").then((module) => module.ClinicOffice, renewOr),
);
const ResultsPage = lazy(() =>
  import("./results/clinic-results.ts").then((module) => module.ResultsPage, renewOr),
);
const CompanionPass = lazy(() =>
  import("../companion/companion-pass.tsx").then((module) => module.CompanionPass, renewOr),
);

/** The clinic's screens, chosen by the address. Admins manage people: they see no entries. */
export function Clinic() {
  const isAdmin = identity.value?.role === "admin";
  useEffect(() => {
    if (isAdmin) return undefined;
    void loadAlerts();
    return startListening();
  }, [isAdmin]);
  return (
    <div class="clinic">
      <ClinicBar />
      <Place at={path.value} isAdmin={isAdmin} />
    </div>
  );
}

function Place({ at, isAdmin }: { at: string; isAdmin: boolean }) {
  if (at === "/account") return <Account />;
  return isAdmin ? <ClinicOffice at={at} /> : <Screen at={at} />;
}

function Screen({ at }: { at: string }) {
  if (at === "/") return <WorklistPage />;
  if (at === "/alerts") return <Alerts />;
  if (at === "/results") return <ResultsPage />;
  if (at === "/invite" || at === "/invitations" || at === "/break-glass") return <ClinicOffice at={at} />;
  if (match("/patients/:id/reset", at)) return <ClinicOffice at={at} />;
  const patient = match("/patients/:id", at)?.id;
  if (patient) return <PatientPage key={patient} id={patient} />;
  const recorded = match("/patients/:id/session/:session", at);
  if (recorded?.id) return <RecordSession key={at} id={recorded.id} session={recorded.session} />;
  const session = match("/patients/:id/session", at)?.id;
  if (session) return <RecordSession key={session} id={session} />;
  const summary = match("/patients/:id/summary", at)?.id;
  if (summary) return <Summary key={summary} id={summary} />;
  const accompanied = match("/patients/:id/companion", at)?.id;
  if (accompanied) {
    return <CompanionPass key={accompanied} patient={accompanied} backTo={`/patients/${accompanied}`} />;
  }
  return <Missing />;
}
