import { companion } from "./catalogue/companion.ts";
import { translator } from "./translate.ts";

/** The words around a companion pass. */
export const companionWords = translator(companion);
