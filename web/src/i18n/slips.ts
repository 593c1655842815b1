import { slips } from "./catalogue/slips.ts";
import { translator } from "./translate.ts";

/** The words of what is put right. */
export const slip = translator(slips);
