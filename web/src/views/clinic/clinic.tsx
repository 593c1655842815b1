import "./clinic.css";
import { useEffect } from "preact/hooks";
import { match, path } from "../../router.ts";
import { loadAlerts, startListening } from "../../state/clinic.ts";
import { identity } from "../../state/identity.ts";
import { Admin } from "./admin.tsx";
import { Alerts } from "./alerts.tsx";
import { ClinicBar } from "./clinic-bar.tsx";
import { Missing } from "./missing.tsx";
import { PatientPage } from "./patient-page.tsx";
import { RecordSession } from "./record-session.tsx";
import { Summary } from "./summary.tsx";
import { WorklistPage } from "./worklist.tsx";

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
      {isAdmin ? <Admin /> : <Screen at={path.value} />}
    </div>
  );
}

function Screen({ at }: { at: string }) {
  if (at === "/") return <WorklistPage />;
  if (at === "/alerts") return <Alerts />;
  const patient = match("/patients/:id", at)?.id;
  if (patient) return <PatientPage key={patient} id={patient} />;
  const session = match("/patients/:id/session", at)?.id;
  if (session) return <RecordSession key={session} id={session} />;
  const summary = match("/patients/:id/summary", at)?.id;
  if (summary) return <Summary key={summary} id={summary} />;
  return <Missing />;
}
