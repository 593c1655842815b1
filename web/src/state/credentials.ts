/** The ways to say who one is. They travel with the screens that ask for it: whoever is signed in needs none of them. */
import type { Identity } from "../core/identity.ts";
import { call } from "../data/api.ts";
import { assertPasskey } from "../data/passkeys.ts";
import { welcome } from "./identity.ts";
import { proven } from "./verify.ts";

export interface Credentials {
  email: string;
  passphrase: string;
  code?: string;
}

/** Signs in. Throws what `call` throws. */
export async function signIn(credentials: Credentials): Promise<void> {
  await welcome(await call<Identity>("POST", "/sign-in", credentials));
}

/** Signs in whoever a passkey of this device belongs to. Throws what `call` throws, and NoPasskey. */
export async function signInWithPasskey(): Promise<void> {
  await welcome(await assertPasskey());
}

/** Proves it again with a passkey of this device. Throws what `call` throws, and NoPasskey. */
export async function proveByPasskey(): Promise<void> {
  await proven(assertPasskey());
}

/** Proves it again with the passphrase, and for staff a code. Throws what `call` throws. */
export async function proveByPassphrase(secrets: { passphrase: string; code?: string }): Promise<void> {
  await proven(call<Identity>("POST", "/sign-in/verify", secrets));
}
