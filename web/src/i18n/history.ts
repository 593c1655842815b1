import { history } from "./catalogue/history.ts";
import { translator } from "./translate.ts";

/** The words of the patient's history, and of what they must decide on. */
export const w = translator(history);
