/** What the clinic's office works with: people, invitations, the clinic's own settings, the audit log. */
import type { Tier } from "./clinic.ts";
import type { QrRows } from "./qr.ts";
import type { Day, Instant } from "./recovery.ts";

export const ROLES = ["patient", "provider", "admin"] as const;
export type PersonRole = (typeof ROLES)[number];

/** A person or a patient by id, with the name to show. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Person extends Named {
  readonly role: PersonRole;
  readonly email: string | null;
  readonly state: "active" | "invited" | "disabled";
  readonly patient_id?: string | null;
  /** A patient's providers; empty for staff. */
  readonly care_team: readonly Named[];
}

export interface PersonChange {
  readonly name?: string;
  readonly email?: string;
  readonly disabled?: boolean;
}

export interface Invitation extends Named {
  readonly role: PersonRole;
  readonly made_at: Instant;
  readonly expires_at: Instant;
  readonly state: "open" | "accepted" | "expired" | "withdrawn" | "locked";
}

/** Who is invited; the last four are a patient's. */
export interface InvitationOrder {
  readonly role: PersonRole;
  readonly name: string;
  readonly email?: string;
  readonly birth_date?: Day;
  readonly zone?: string;
  readonly conditions?: readonly string[];
}

/** An alert that came to the admins: whose and how urgent, and nothing of what it is about. */
export interface WaitingAlert {
  readonly id: string;
  readonly patient: string;
  /** The patient's account, whose care team can be mended; null where there is none. */
  readonly person_id: string | null;
  readonly tier: Tier;
  readonly raised_at: Instant;
  readonly due_at: Instant;
  /** A name; null while nobody has taken it. */
  readonly owner: string | null;
  readonly taken_at: Instant | null;
  readonly on_call: { readonly name: string; readonly phone: string } | null;
}

/** An invitation just made: the only time its link and its code are told. */
export interface Issued {
  readonly id: string;
  readonly person_id: string;
  readonly patient_id?: string | null;
  readonly link: string;
  readonly code: string;
  readonly expires_at: Instant;
  readonly qr: QrRows;
}

/** How somebody's identity was proven before everything they sign in with was taken away. */
export const PROOFS = ["photo_id", "known_in_person"] as const;
export type Proof = (typeof PROOFS)[number];

/** The same words in each language of the app. */
export interface Bilingual {
  readonly en: string;
  readonly es: string;
}

export interface ClinicSettings {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly hours: string;
  readonly zone: string;
  readonly crisis: { readonly emergency: string; readonly line: string; readonly line_name?: string | null };
  readonly words: { readonly no_driving: Bilingual; readonly unwatched: Bilingual };
  readonly office_hours: readonly Opening[];
  readonly on_call: { readonly name: string; readonly phone: string } | null;
}

/** Open on these days (1 is Monday), by the clock on the clinic's wall; "00:00" as an end is the end of that day. */
export interface Opening {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** One number the clinic goes by, with its limits; fixed where they are one. */
export interface RuleRow {
  readonly id: string;
  readonly value: number;
  readonly default: number;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly source: string;
  readonly label: Bilingual;
}

/** What raises an alert, and how urgent it is: at least as it is shipped. */
export interface RedFlag {
  readonly id: string;
  readonly tier: Urgency;
  readonly shipped: Urgency;
  readonly source: string;
}

export const URGENCIES = ["page", "same_day", "review"] as const;
export type Urgency = (typeof URGENCIES)[number];

export interface ClinicRules {
  readonly version: number;
  readonly made_at: Instant | null;
  readonly rules: readonly RuleRow[];
  readonly red_flags: readonly RedFlag[];
}

/** What is moved, in the version that was read. */
export interface RulesChange {
  readonly version: number;
  readonly values: Readonly<Record<string, number>>;
  readonly tiers: Readonly<Record<string, Urgency>>;
}

export interface RulesVersion {
  readonly version: number;
  readonly made_at: Instant;
  /** Null where the rules were carried over from an earlier release. */
  readonly made_by: string | null;
  readonly changes: readonly {
    readonly id: string;
    readonly before: number | Urgency;
    readonly after: number | Urgency;
  }[];
}

export interface AuditEvent {
  readonly number: number;
  readonly at: Instant;
  readonly actor: Named | null;
  readonly action: string;
  readonly patient: Named | null;
  readonly subject_id: string | null;
}

export interface AuditPage {
  readonly events: readonly AuditEvent[];
  readonly more: boolean;
}

/** What the log is searched for; an empty string asks for all. */
export interface AuditSearch {
  readonly actor: string;
  readonly patient: string;
  readonly action: string;
  readonly from: Day;
  readonly to: Day;
}

export const WHOLE_LOG: AuditSearch = { actor: "", patient: "", action: "", from: "", to: "" };

/** The search as the server takes it: only what was asked for, and `before` where it goes on. */
export function auditQuery(search: AuditSearch, before: number | null): string {
  const asked = Object.entries(search).filter(([, value]) => value !== "");
  if (before !== null) asked.push(["before", String(before)]);
  const query = asked.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return query && `?${query}`;
}

/** How long the reason for emergency access may be, in characters. */
export const REASON_LENGTH = { least: 3, most: 500 } as const;
