/** Who is signed in, as `GET /api/v1/me` says it and the device keeps it. */
export type Role = "patient" | "provider" | "admin";

export interface Crisis {
  /** The number for life in danger: "911". */
  emergency: string;
  /** The crisis line to call or text, and its name where the clinic gives one. */
  line: string;
  line_name?: string | null;
  clinic_phone: string;
  clinic_hours: string;
  words?: Words;
}

interface Wording {
  en: string;
  es: string;
}

/** What the clinic words itself. */
export interface Words {
  no_driving: Wording;
  unwatched: Wording;
}

/** What an account can be opened with. */
export interface Ways {
  passphrase: boolean;
  totp: boolean;
  recovery_code: boolean;
  passkeys: number;
}

/** What later versions of the server added is absent where an earlier one's answer is still kept. */
export interface Identity {
  id: string;
  name: string;
  role: Role;
  clinic: { id: string; name: string };
  patient_id?: string | null;
  tier: string;
  crisis: Crisis;
  email?: string | null;
  ways?: Ways;
  unread_notices?: number;
  /** When they last proved who they are. */
  verified_at?: string;
}

/** What the card says on a device that has never been told by a clinic. */
export const NATIONAL_CRISIS: Crisis = {
  emergency: "911",
  line: "988",
  line_name: "988 Suicide & Crisis Lifeline",
  clinic_phone: "",
  clinic_hours: "",
};
