import { signal } from "@preact/signals";
import { t } from "../i18n/patient.ts";

/** Why the last thing was not saved; empty when it was. Shown where the person is looking. */
export const saveError = signal("");

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

/** Does what writes to the device, and says so plainly where the device can't. Answers null then. */
export async function trySave<T>(act: () => Promise<T>): Promise<T | null> {
  saveError.value = "";
  try {
    return await act();
  } catch (error) {
    saveError.value = t(isFull(error) ? "phoneFull" : "notSaved");
    return null;
  }
}
