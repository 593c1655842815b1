/** What a person sees of their own account, as the server sends it. */
import type { QrRows } from "./qr.ts";

export interface Device {
  readonly id: string;
  /** "Chrome, Android": coarse on purpose. */
  readonly client: string;
  readonly method: string;
  readonly begun_at: string;
  readonly last_seen_at: string;
  readonly current: boolean;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly last_used_at: string | null;
}

export interface AccountNotice {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly seen_at: string | null;
}

/** What an authenticator app needs, once: as a picture, and to type in. */
export interface TotpOffer {
  readonly ceremony: string;
  readonly secret: string;
  readonly uri: string;
  readonly qr: QrRows;
}

/** Who is invited, and the ways to come in that are open to them. */
export interface Welcome {
  readonly name: string;
  readonly role: string;
  readonly clinic: { readonly name: string };
  readonly passkey: { readonly ceremony: string; readonly options: unknown };
  readonly totp: TotpOffer | null;
}

/** A secret in groups of four, as it is easiest to type. */
export function inGroups(secret: string): string {
  return secret.replace(/\s/g, "").replace(/(.{4})(?=.)/g, "$1 ");
}

/** A short name for this device, from what its browser says of itself: "Phone (Android)". */
export function deviceName(agent: string): { kind: "phone" | "computer"; system: string } {
  const systems: readonly (readonly [RegExp, string])[] = [
    [/iPhone|iPad/, "iOS"],
    [/Android/, "Android"],
    [/Windows/, "Windows"],
    [/CrOS/, "ChromeOS"],
    [/Mac OS X/, "macOS"],
    [/Linux/, "Linux"],
  ];
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1] ?? "";
  return { kind: /iOS|Android/.test(system) ? "phone" : "computer", system };
}
