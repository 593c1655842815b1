import { bladder } from "./catalogue/bladder.ts";
import { translator } from "./translate.ts";

/** The words of the questions that a side effect, or a month of treatment, brings. */
export const b = translator(bladder);
