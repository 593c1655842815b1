import { common } from "./catalogue/common.ts";
import { translator } from "./translate.ts";

/** The words that every part shares. */
export const t = translator(common);
