import { sessionDay } from "./catalogue/session-day.ts";
import { translator } from "./translate.ts";

/** The words of a session day. */
export const s = translator(sessionDay);
