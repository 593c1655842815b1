/**
 * Passkeys: the two WebAuthn ceremonies, with the JSON forms the server speaks turned into the browser's bytes and
 * back. Done here by hand, for the browsers' own converters are younger than the phones people have.
 */
import type { Identity } from "../core/identity.ts";
import { call } from "./api.ts";

/** The device made or showed no passkey. */
export class NoPasskey extends Error {
  readonly reason: "cancelled" | "exists" | "unable";

  constructor(reason: "cancelled" | "exists" | "unable") {
    super(reason);
    this.reason = reason;
  }
}

export function canUsePasskeys(): boolean {
  return typeof globalThis.PublicKeyCredential === "function";
}

interface Ceremony<Options> {
  readonly ceremony: string;
  readonly options: Options;
}

/** Shows the server a passkey of this device, and answers whose it is. */
export async function assertPasskey(): Promise<Identity> {
  type Begun = Ceremony<PublicKeyCredentialRequestOptionsJSON>;
  const { ceremony, options } = await call<Begun>("POST", "/passkeys/assertion/begin", {});
  const credential = await get(options);
  return call("POST", "/passkeys/assertion", { ceremony, credential });
}

async function get(options: PublicKeyCredentialRequestOptionsJSON): Promise<AuthenticationResponseJSON> {
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    allowCredentials: options.allowCredentials?.map(descriptor) ?? [],
  } as PublicKeyCredentialRequestOptions;
  return asserted(await ceremonyOf(() => navigator.credentials.get({ publicKey })));
}

/** Makes a passkey on this device. */
export async function makePasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON> {
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    user: { ...options.user, id: bytesOf(options.user.id) },
    excludeCredentials: options.excludeCredentials?.map(descriptor) ?? [],
  } as PublicKeyCredentialCreationOptions;
  return registered(await ceremonyOf(() => navigator.credentials.create({ publicKey })));
}

function descriptor({ id, ...rest }: PublicKeyCredentialDescriptorJSON) {
  return { ...rest, id: bytesOf(id) };
}

async function ceremonyOf(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return credential;
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    if (name === "NotAllowedError" || name === "AbortError") throw new NoPasskey("cancelled");
    if (name === "InvalidStateError") throw new NoPasskey("exists");
  }
  throw new NoPasskey("unable");
}

function envelope(credential: PublicKeyCredential) {
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
  };
}

function registered(credential: PublicKeyCredential): RegistrationResponseJSON {
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    ...envelope(credential),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      authenticatorData: textOf(response.getAuthenticatorData()),
      publicKeyAlgorithm: response.getPublicKeyAlgorithm(),
      transports: response.getTransports(),
    },
  };
}

function asserted(credential: PublicKeyCredential): AuthenticationResponseJSON {
  const response = credential.response as AuthenticatorAssertionResponse;
  const known = {
    clientDataJSON: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
  };
  const { userHandle } = response;
  return {
    ...envelope(credential),
    response: userHandle ? { ...known, userHandle: textOf(userHandle) } : known,
  };
}

/** Base64url, without padding, as bytes. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Bytes as base64url, without padding. */
export function textOf(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
