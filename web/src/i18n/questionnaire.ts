import { questionnaire } from "./catalogue/questionnaire.ts";
import { translator } from "./translate.ts";

/** The words around a questionnaire. */
export const q = translator(questionnaire);
