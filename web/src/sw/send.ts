import { clockHeard, clockSkew, now } from "../data/clock.ts";
import { patientHere } from "../data/kept.ts";
import { openStore } from "../data/open.ts";
import { SENDING, syncAll } from "../data/sync.ts";

/**
 * Sends what waits of whoever is signed in on this device, while no page may be open. It is the app's own way of
 * sending, under the same lock, so that nothing goes twice at once. Rejects where the clinic could not be reached, so
 * that the browser tries again.
 */
export async function sendAll(): Promise<void> {
  const store = await openStore();
  try {
    const patient = await patientHere(store);
    if (patient === null) return;
    const skew = () => (clockHeard() ? clockSkew() : null);
    const sync = { store, patient, zone, now, skew };
    const { outcome } = await navigator.locks.request(SENDING, () => syncAll(sync));
    const pages = new BroadcastChannel("journal");
    pages.postMessage("changed");
    pages.close();
    if (outcome === "unreachable") throw new Error("the clinic was not reached");
  } finally {
    store.close();
  }
}

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
