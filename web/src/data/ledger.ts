/**
 * How many entries a patient has written on this device, counted apart from the entries themselves: what is counted and
 * is neither here nor at the clinic has been lost, and that is said. The count lies with the journal, and a copy of it
 * outside the database, for the day on which the browser clears that.
 */
export interface Ledger {
  /** The device's name for the clinic. A new count is a new device: the clinic's count begins at 0, too. */
  readonly device: string;
  /** Entries written so far: the place of the last one in the device's own sequence. */
  readonly written: number;
  /** Those of them that will never arrive: withdrawn by the person, or missing and said to be. */
  readonly gone: number;
}

export function newLedger(): Ledger {
  return { device: crypto.randomUUID(), written: 0, gone: 0 };
}

/** Both counts of the same entries: what either has counted was counted. */
export function merged(kept: Ledger | undefined, copy: Ledger | null): Ledger | undefined {
  if (!kept || !copy) return kept ?? copy ?? undefined;
  if (kept.device !== copy.device) return kept;
  return {
    device: kept.device,
    written: Math.max(kept.written, copy.written),
    gone: Math.max(kept.gone, copy.gone),
  };
}

export async function readCopy(patient: string): Promise<Ledger | null> {
  try {
    return copyAt(await name(patient));
  } catch {
    return null;
  }
}

/** Copies a count; null ends it. A copy never counts backwards. */
export async function writeCopy(patient: string, ledger: Ledger | null): Promise<void> {
  try {
    const at = await name(patient);
    if (ledger) localStorage.setItem(at, JSON.stringify(merged(ledger, copyAt(at))));
    else localStorage.removeItem(at);
  } catch {
    // there is no second place to count in; the first one stands
  }
}

function copyAt(at: string): Ledger | null {
  const found: unknown = JSON.parse(localStorage.getItem(at) ?? "null");
  return isLedger(found) ? found : null;
}

/** A name that does not tell whose count it is. */
async function name(patient: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(patient));
  return `written:${Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function isLedger(found: unknown): found is Ledger {
  const { device, written, gone } = (found ?? {}) as Partial<Ledger>;
  return typeof device === "string" && Number.isSafeInteger(written) && Number.isSafeInteger(gone);
}
