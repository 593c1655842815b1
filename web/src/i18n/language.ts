import { signal } from "@preact/signals";

export type Language = "en" | "es";

/** The language everything is said in. Reading it in a component makes the component follow it. */
export const language = signal<Language>("en");

/** The language of ours that suits the device best. */
export function preferred(tags: readonly string[]): Language {
  for (const tag of tags) {
    if (/^es\b/i.test(tag)) return "es";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "en";
}
