/** The office's calls, one function each. */
import type {
  AuditPage,
  AuditSearch,
  ClinicRules,
  ClinicSettings,
  Invitation,
  InvitationOrder,
  Issued,
  Person,
  PersonChange,
  Proof,
  RulesChange,
  RulesVersion,
  WaitingAlert,
} from "../core/admin.ts";
import { auditQuery } from "../core/admin.ts";
import type { Day, Instant } from "../core/recovery.ts";
import { call } from "./api.ts";

export async function people(): Promise<readonly Person[]> {
  return (await call<{ people: Person[] }>("GET", "/people")).people;
}

export async function waitingAlerts(): Promise<readonly WaitingAlert[]> {
  return (await call<{ alerts: WaitingAlert[] }>("GET", "/clinic/alerts")).alerts;
}

export function changePerson(id: string, change: PersonChange): Promise<unknown> {
  return call("PUT", `/people/${id}`, change);
}

/** Takes away all that somebody signs in with, and invites them anew. */
export function resetPerson(id: string, proof: Proof): Promise<Issued> {
  return call("POST", `/people/${id}/reset`, { proof });
}

export function addToCareTeam(patient: string, provider: string): Promise<void> {
  return call("PUT", `/patients/${patient}/care-team/${provider}`);
}

export function takeFromCareTeam(patient: string, provider: string): Promise<void> {
  return call("DELETE", `/patients/${patient}/care-team/${provider}`);
}

export async function invitations(): Promise<readonly Invitation[]> {
  return (await call<{ invitations: Invitation[] }>("GET", "/invitations")).invitations;
}

export function invite(order: InvitationOrder): Promise<Issued> {
  return call("POST", "/invitations", order);
}

export function withdraw(invitation: string): Promise<void> {
  return call("DELETE", `/invitations/${invitation}`);
}

export function clinicSettings(): Promise<ClinicSettings> {
  return call("GET", "/clinic");
}

export function changeClinic(settings: ClinicSettings): Promise<unknown> {
  return call("PUT", "/clinic", settings);
}

export function rules(): Promise<ClinicRules> {
  return call("GET", "/clinic/rules");
}

/** A new version of the rules. Refused (409) where somebody else has made one since they were read. */
export function changeRules(change: RulesChange): Promise<ClinicRules> {
  return call("PUT", "/clinic/rules", change);
}

export async function rulesVersions(): Promise<readonly RulesVersion[]> {
  return (await call<{ versions: RulesVersion[] }>("GET", "/clinic/rules/versions")).versions;
}

export function audit(search: AuditSearch, before: number | null): Promise<AuditPage> {
  return call("GET", `/audit${auditQuery(search, before)}`);
}

/** The patient of this clinic with exactly this name and birth date. Refused where there is none. */
export async function findPatient(name: string, born: Day): Promise<string> {
  const body = { name, birth_date: born };
  return (await call<{ patient_id: string }>("POST", "/patients/find", body)).patient_id;
}

/** Opens a journal for reading without a care relation; until when. */
export async function breakGlass(patient: string, reason: string): Promise<Instant> {
  return (await call<{ until: Instant }>("POST", `/patients/${patient}/break-glass`, { reason })).until;
}
