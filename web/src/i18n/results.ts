import { results } from "./catalogue/results.ts";
import { language } from "./language.ts";
import { translator } from "./translate.ts";

/** The words of the results and the doses; they travel only with their chunk. */
export const resultsWords = translator(results);

/** How a published figure was taken; a code of a newer server is shown as it is. */
export function howWord(code: string): string {
  const key = `how_${code}`;
  const text = Object.hasOwn(results, key) ? results[key as keyof typeof results][language.value] : code;
  return typeof text === "string" ? text : code;
}
