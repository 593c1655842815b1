import { desk } from "./catalogue/desk.ts";
import { translator } from "./translate.ts";

/** Words of the clinic's desk; they travel only with the clinic's chunk. */
export const deskWords = translator(desk);
