import { signal } from "@preact/signals";
import { t } from "../i18n/patient.ts";

/** Why the last thing was not saved; empty when it was. Shown where the person is looking. */
export const saveError = signal("");

/** Does what writes to the device, and says so plainly where the device can't. Answers null then. */
export async function trySave<T>(act: () => Promise<T>): Promise<T | null> {
  saveError.value = "";
  try {
    return await act();
  } catch {
    saveError.value = t("notSaved");
    return null;
  }
}
