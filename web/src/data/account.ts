/** The calls about one's own account, one function each; and those of somebody who is invited. */
import type { AccountNotice, Device, Passkey, TotpOffer, Welcome } from "../core/account.ts";
import type { Identity } from "../core/identity.ts";
import { call } from "./api.ts";
import { makePasskey } from "./passkeys.ts";

export async function devices(): Promise<readonly Device[]> {
  return (await call<{ sign_ins: Device[] }>("GET", "/sign-ins")).sign_ins;
}

export function signOutThere(device: string): Promise<void> {
  return call("DELETE", `/sign-ins/${device}`);
}

export function signOutElsewhere(): Promise<void> {
  return call("DELETE", "/sign-ins");
}

export async function passkeys(): Promise<readonly Passkey[]> {
  return (await call<{ passkeys: Passkey[] }>("GET", "/passkeys")).passkeys;
}

interface Begun {
  readonly ceremony: string;
  readonly options: PublicKeyCredentialCreationOptionsJSON;
}

/** Makes a passkey on this device and gives it a name. */
export async function addPasskey(name: string): Promise<Passkey> {
  const { ceremony, options } = await call<Begun>("POST", "/passkeys/registration/begin", {});
  const credential = await makePasskey(options);
  return call("POST", "/passkeys/registration", { ceremony, credential, name });
}

export function removePasskey(passkey: string): Promise<void> {
  return call("DELETE", `/passkeys/${passkey}`);
}

export function changePassphrase(passphrase: string): Promise<void> {
  return call("PUT", "/credentials/passphrase", { passphrase });
}

export function offerTotp(): Promise<TotpOffer> {
  return call("POST", "/credentials/totp/begin", {});
}

export function takeTotp(ceremony: string, code: string): Promise<void> {
  return call("PUT", "/credentials/totp", { ceremony, code });
}

export async function newRecoveryCode(): Promise<string> {
  return (await call<{ code: string }>("POST", "/credentials/recovery-code", {})).code;
}

export async function notices(): Promise<readonly AccountNotice[]> {
  return (await call<{ notices: AccountNotice[] }>("GET", "/notices")).notices;
}

export function markSeen(ids: readonly string[]): Promise<void> {
  return call("POST", "/notices/seen", { ids });
}

/** What an invitation holds: both its halves, the link's and the one told in person. */
export interface Invitation {
  readonly token: string;
  readonly code: string;
}

export function beginInvitation(invitation: Invitation): Promise<Welcome> {
  return call("POST", "/invitations/begin", invitation);
}

export interface PassphraseWay {
  readonly email: string;
  readonly passphrase: string;
  readonly totp?: { readonly ceremony: string; readonly code: string };
}

export function acceptWithPassphrase(invitation: Invitation, way: PassphraseWay): Promise<Identity> {
  return call("POST", "/invitations/accept", { ...invitation, ...way });
}

/** Makes a passkey on this device and comes in with it. */
export async function acceptWithPasskey(
  invitation: Invitation,
  { passkey }: Welcome,
  name: string,
): Promise<Identity> {
  const credential = await makePasskey(passkey.options as PublicKeyCredentialCreationOptionsJSON);
  return call("POST", "/invitations/accept", {
    ...invitation,
    passkey: { ceremony: passkey.ceremony, credential, name },
  });
}
