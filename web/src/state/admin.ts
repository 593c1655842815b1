/** What the office's screens share, and how a change of theirs is tried. */
import { signal } from "@preact/signals";
import type {
  AuditEvent,
  AuditSearch,
  ClinicRules,
  ClinicSettings,
  Invitation,
  Person,
  RulesVersion,
  WaitingAlert,
} from "../core/admin.ts";
import type { Problem } from "../core/problem.ts";
import * as api from "../data/admin.ts";
import { Refused } from "../data/api.ts";
import { attempt } from "./clinic.ts";

/** Null until they have come. */
export const people = signal<readonly Person[] | null>(null);
export const invitations = signal<readonly Invitation[] | null>(null);
export const settings = signal<ClinicSettings | null>(null);

/** The rules as they are, and every version the clinic has made of them. */
export const rules = signal<ClinicRules | null>(null);
export const rulesVersions = signal<readonly RulesVersion[]>([]);

/** Alerts that came to the admins. */
export const waitingAlerts = signal<readonly WaitingAlert[] | null>(null);

export async function loadWaiting(): Promise<void> {
  waitingAlerts.value = (await attempt(api.waitingAlerts())) ?? waitingAlerts.value;
}

export async function loadPeople(): Promise<void> {
  people.value = (await attempt(api.people())) ?? people.value;
}

export async function loadInvitations(): Promise<void> {
  invitations.value = (await attempt(api.invitations())) ?? invitations.value;
}

export async function loadSettings(): Promise<void> {
  settings.value = (await attempt(api.clinicSettings())) ?? settings.value;
}

export async function loadRules(): Promise<void> {
  const [found, versions] = await Promise.all([attempt(api.rules()), attempt(api.rulesVersions())]);
  rulesVersions.value = versions ?? rulesVersions.value;
  rules.value = found ?? rules.value;
}

/** What came of a change: the answer, the server's objection, or neither: not reached, or not confirmed. */
export type Tried<T> = { readonly answer: T } | { readonly refused: Problem } | null;

/** Tries a change. The person may also have thought better of confirming who they are: nothing is done then. */
export async function tried<T>(work: Promise<T>): Promise<Tried<T>> {
  try {
    return (await attempt(work.then((answer) => ({ answer })))) ?? null;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.needs ? null : { refused: error.problem };
  }
}

interface Log {
  readonly search: AuditSearch;
  readonly events: readonly AuditEvent[];
  readonly more: boolean;
}

/** The part of the audit log that is shown, newest first. */
export const log = signal<Log | null>(null);

/** Shows the newest events that fit. Resolves to the server's objection, if it has one. */
export async function searchLog(search: AuditSearch): Promise<Problem | null> {
  const found = await tried(api.audit(search, null));
  if (found && "answer" in found) log.value = { search, ...found.answer };
  return found && "refused" in found ? found.refused : null;
}

/** A hundred more, further back. */
export async function showOlder(): Promise<void> {
  const shown = log.value;
  const last = shown?.events.at(-1);
  if (!shown || !last) return;
  const found = await tried(api.audit(shown.search, last.number));
  if (!found || !("answer" in found) || log.value !== shown) return;
  const { events, more } = found.answer;
  log.value = { ...shown, events: [...shown.events, ...events], more };
}
