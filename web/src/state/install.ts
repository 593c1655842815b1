import { signal } from "@preact/signals";

/** Chromium's own event, in no standard's types. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallEvent | null = null;

/** Whether this browser offers to install the app. Others do it by their own menu. */
export const canInstall = signal(false);

export function listenForInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // it is asked for under "More", not by surprise
    offer = event as InstallEvent;
    canInstall.value = true;
  });
  addEventListener("appinstalled", () => {
    offer = null;
    canInstall.value = false;
  });
}

export async function install(): Promise<void> {
  await offer?.prompt();
  offer = null;
  canInstall.value = false;
}

export function installed(): boolean {
  return matchMedia("(display-mode: standalone)").matches;
}
