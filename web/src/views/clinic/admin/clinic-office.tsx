import "./office.css";
import { match } from "../../../router.ts";
import { identity } from "../../../state/identity.ts";
import { renewOr } from "../../../state/update.ts";
import { lazy } from "../../../ui/lazy.tsx";
import { Missing } from "../missing.tsx";
import { AuditLog } from "./audit.tsx";
import { BreakGlass } from "./break-glass.tsx";
import { ClinicSettingsPage } from "./clinic-settings.tsx";
import { Invitations } from "./invitations.tsx";
import { Invite } from "./invite.tsx";
import { PeoplePage } from "./people.tsx";
import { PersonPage } from "./person.tsx";
import { ResetPatient } from "./reset-patient.tsx";
import { RulesPage } from "./rules.tsx";
import { WaitingAlerts } from "./waiting-alerts.tsx";

const OwnForms = lazy(() =>
  import("../forms/clinic-forms.tsx").then((module) => module.OwnFormsPage, renewOr),
);

/** The office's screens, chosen by the address: an admin's, and the few that providers have too. */
export function ClinicOffice({ at }: { at: string }) {
  if (at === "/invite") return <Invite />;
  if (at === "/invitations") return <Invitations />;
  return identity.value?.role === "admin" ? <AdminScreen at={at} /> : <ProviderScreen at={at} />;
}

function ProviderScreen({ at }: { at: string }) {
  if (at === "/break-glass") return <BreakGlass />;
  const patient = match("/patients/:id/reset", at)?.id;
  return patient ? <ResetPatient key={patient} id={patient} /> : <Missing />;
}

function AdminScreen({ at }: { at: string }) {
  if (at === "/") return <PeoplePage />;
  if (at === "/alerts") return <WaitingAlerts />;
  if (at === "/clinic") return <ClinicSettingsPage />;
  if (at === "/rules") return <RulesPage />;
  if (at === "/questionnaires") return <OwnForms />;
  if (at === "/audit") return <AuditLog />;
  const person = match("/people/:id", at)?.id;
  return person ? <PersonPage key={person} id={person} /> : <Missing />;
}
