import { ownForms } from "./catalogue/own-forms.ts";
import { translator } from "./translate.ts";

/** The words of the screen for a clinic's own questionnaires. */
export const f = translator(ownForms);
