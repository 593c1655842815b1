import { actions, audit } from "./catalogue/audit.ts";
import { breakGlass } from "./catalogue/break-glass.ts";
import { invitations } from "./catalogue/invitations.ts";
import { people } from "./catalogue/people.ts";
import { rules } from "./catalogue/rules.ts";
import { settings } from "./catalogue/settings.ts";
import { type Language, language } from "./language.ts";
import { translator } from "./translate.ts";

const admin = { ...people, ...invitations, ...settings, ...rules, ...breakGlass, ...audit, ...actions };

/** The office's words; they travel only with the office's chunk. */
export const adminWords = translator(admin);

/** The same in one language, for a page that somebody else will read. */
export function adminWordsIn(spoken: Language) {
  return translator(admin, spoken);
}

/** The word for a code the server sends, by its family; a code of a newer server is shown as it is. */
export function codeWord(
  family: "role" | "state" | "invitation" | "action" | "unit" | "urgency",
  code: string,
): string {
  const key = `${family}_${code}`;
  const text = Object.hasOwn(admin, key) ? admin[key as keyof typeof admin][language.value] : code;
  return typeof text === "string" ? text : code;
}

const ACTION = "action_";

/** The acts that the audit log can be searched for, as it names them. */
export const ACTIONS = Object.keys(admin)
  .filter((key) => key.startsWith(ACTION))
  .map((key) => key.slice(ACTION.length));
