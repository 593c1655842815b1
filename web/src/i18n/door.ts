import { common } from "./catalogue/common.ts";
import { door } from "./catalogue/door.ts";
import { translator } from "./translate.ts";

/** The words at the door; they travel with the screens that ask who somebody is. */
export const t = translator({ ...common, ...door });
