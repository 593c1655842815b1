import { atHome } from "./catalogue/at-home.ts";
import { translator } from "./translate.ts";

/** The words of the screens for blood pressure and medicines. */
export const h = translator(atHome);
