import { signal } from "@preact/signals";

/** A new version of the app that is downloaded and waits to be let in. */
export const waiting = signal<ServiceWorker | null>(null);

let consented = false;

/** The one script address that may ever be turned into code. */
const SCRIPT = "/sw.js";

interface Policy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

function trusted(url: string): string {
  const rules: Policy = {
    createScriptURL: (asked) => {
      if (asked !== SCRIPT) throw new TypeError("not a script of this app");
      return asked;
    },
  };
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  return (types?.createPolicy("app", rules) ?? rules).createScriptURL(url);
}

/** Registers the service worker, and notices when a new one waits. */
export async function startUpdates(): Promise<void> {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (consented) location.reload();
  });
  const registration = await navigator.serviceWorker.register(trusted(SCRIPT), { updateViaCache: "none" });
  const notice = () => {
    if (registration.waiting && navigator.serviceWorker.controller) waiting.value = registration.waiting;
  };
  notice();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", notice);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void registration.update().catch(() => undefined);
  });
}

/** Lets the new version in. The page reloads once it is in charge. */
export function letIn(): void {
  consented = true;
  waiting.value?.postMessage("let in");
}

/** The server says that this version is too old: is there a newer one? */
export async function lookForUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update().catch(() => undefined); // not reached: looked for again when the app is
}

/**
 * Part of the app could not be fetched: perhaps the server has a newer version, and no longer has this one's files.
 * Then the new one is let in unasked, for there is nothing on the screen to lose. Throws `error` otherwise.
 */
export async function renewOr(error: unknown): Promise<never> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update().catch(() => undefined);
  if (registration?.waiting) {
    waiting.value = registration.waiting;
    letIn();
  }
  throw error;
}
