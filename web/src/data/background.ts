/** Background Sync, where the browser has it: no standard's types know it. */
interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Asks the browser to wake the service worker when there is a connection again, even if the app is closed by then. */
export async function sendLater(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const manager = (registration as { sync?: SyncManager } | undefined)?.sync;
  await manager?.register("send").catch(() => undefined); // forbidden: it goes when the app is next open
}
