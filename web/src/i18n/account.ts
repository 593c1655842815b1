import { account } from "./catalogue/account.ts";
import { common } from "./catalogue/common.ts";
import { door } from "./catalogue/door.ts";
import { news } from "./catalogue/news.ts";
import { translator } from "./translate.ts";

/** The words of the account's screens; they travel with their chunk. */
export const t = translator({ ...common, ...door, ...account });

const n = translator(news);

/** A notice as a sentence; one of a later version of the server still says that there is something. */
export function newsWord(kind: string): string {
  return n(kind in news ? (kind as keyof typeof news) : "other");
}
