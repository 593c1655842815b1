import { signal } from "@preact/signals";
import type { AccountNotice, Device, Passkey } from "../core/account.ts";
import * as api from "../data/account.ts";
import { refresh } from "./identity.ts";

/** One's own account, as the server last told it; null until then. */
export const devices = signal<readonly Device[] | null>(null);
export const passkeys = signal<readonly Passkey[] | null>(null);
export const notices = signal<readonly AccountNotice[] | null>(null);

/**
 * Fetches it all; again after each change, for each leaves a notice, and some end other sign-ins. What was new is
 * marked as seen, and still shown as new here. Throws what `call` throws.
 */
export async function loadAccount(): Promise<void> {
  const told = await api.notices(); // one first: where it asks who is there, it asks once
  notices.value = told;
  [devices.value, passkeys.value] = await Promise.all([api.devices(), api.passkeys()]);
  const unseen = told.filter((notice) => notice.seen_at === null).map((notice) => notice.id);
  if (unseen.length > 0) await api.markSeen(unseen);
  await refresh();
}

export async function signOutThere(device: string): Promise<void> {
  await api.signOutThere(device);
  devices.value = await api.devices();
}

export async function signOutElsewhere(): Promise<void> {
  await api.signOutElsewhere();
  devices.value = await api.devices();
}

export async function addPasskey(name: string): Promise<void> {
  await api.addPasskey(name);
  await loadAccount();
}

export async function removePasskey(passkey: string): Promise<void> {
  await api.removePasskey(passkey);
  await loadAccount();
}

export async function changePassphrase(passphrase: string): Promise<void> {
  await api.changePassphrase(passphrase);
  await loadAccount();
}

export async function takeTotp(ceremony: string, code: string): Promise<void> {
  await api.takeTotp(ceremony, code);
  await loadAccount();
}

/** A code that opens the account once, when the phone is gone. It is told this one time. */
export async function newRecoveryCode(): Promise<string> {
  const code = await api.newRecoveryCode();
  await loadAccount();
  return code;
}
