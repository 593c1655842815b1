import { asked } from "./catalogue/asked.ts";
import { translator } from "./translate.ts";

/** The words of what a check-in asks for what one is treated for. */
export const askedWords = translator(asked);
