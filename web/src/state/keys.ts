import { signal } from "@preact/signals";
import { keep, read } from "./settings.ts";

const SETTING = "keys";
const OFF = "off";

/** Whether a letter or a sign alone is a command. Somebody who speaks to their computer may not want it (WCAG 2.1.4). */
export const singleKeys = signal(read(SETTING) !== OFF);

export function allowSingleKeys(used: boolean): void {
  singleKeys.value = used;
  keep(SETTING, used ? "on" : OFF);
}
