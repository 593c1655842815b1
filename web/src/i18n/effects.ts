import { effects } from "./catalogue/effects.ts";
import { translator } from "./translate.ts";

const t = translator(effects);

/** A side effect in a person's words; a code of a later version of the server is shown as it is. */
export function effectName(code: string): string {
  return code in effects ? t(code as keyof typeof effects) : code.replaceAll("_", " ");
}

/** "Mild", "Severe" … for 0-4. */
export function severityName(severity: number): string {
  return t(`severity${Math.min(4, Math.max(0, severity)) as 0 | 1 | 2 | 3 | 4}`);
}
