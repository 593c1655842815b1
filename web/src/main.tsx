import "./styles/tokens.css";
import "./styles/base.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./app.tsx";
import type { Store } from "./data/database.ts";
import { openStore } from "./data/open.ts";
import { listen } from "./router.ts";
import { startClock } from "./state/day.ts";
import { identity, signedOutByServer, startIdentity } from "./state/identity.ts";
import { listenForInstall } from "./state/install.ts";
import { listenForToken } from "./state/invitation.ts";
import { canStore, closeJournal, link, openJournal } from "./state/journal.ts";
import { followJournal } from "./state/patient.ts";
import { followSessionDay } from "./state/session-day.ts";
import { startSettings } from "./state/settings.ts";
import { lookForUpdate, startUpdates } from "./state/update.ts";
import { startVerifying } from "./state/verify.ts";

/** The journal is open while a patient is signed in, and closed otherwise. */
function followIdentity(store: Store): void {
  let turn: Promise<void> = Promise.resolve();
  effect(() => {
    const patient = identity.value?.role === "patient" ? identity.value.patient_id : null;
    turn = turn.then(() => (patient ? openJournal(store, patient) : closeJournal())); // one after the other
  });
  effect(() => {
    if (link.value === "signed-out") signedOutByServer();
    if (link.value === "too-old") void lookForUpdate();
  });
}

async function start(): Promise<void> {
  listenForToken();
  startSettings();
  startClock();
  listen();
  listenForInstall();
  const root = document.getElementById("app");
  if (!root) throw new Error("index.html has no #app");
  render(<App />, root);
  const store = await openStore().catch(() => null);
  canStore.value = store !== null;
  if (store) {
    followJournal();
    followSessionDay();
    followIdentity(store);
  }
  startVerifying();
  await startIdentity(store);
  await startUpdates();
}

void start();
