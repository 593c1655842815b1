import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ACTIONS, codeWord } from "../../src/i18n/admin.ts";

const journal = new URL("../../../journal/", import.meta.url);
const writers = [
  ...readdirSync(new URL("actions/", journal))
    .filter((name) => name.endsWith(".py"))
    .map((name) => `actions/${name}`),
  "db/journal.py",
];

/** What the server writes into the audit log: every `"noun.verb"` of those who write there. */
const written = new Set(
  writers.flatMap((name) =>
    [...readFileSync(new URL(name, journal), "utf8").matchAll(/["']([a-z_]+\.[a-z_]+)["']/g)].map(
      (found) => found[1] ?? "",
    ),
  ),
);

test("every act that the audit log names has a word, and no word is for an act that is not", () => {
  expect([...written].sort()).toEqual([...ACTIONS].sort());
  expect(codeWord("action", "glass.break")).toBe("Took emergency access");
});
