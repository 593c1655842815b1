import { readFileSync } from "node:fs";

/** Rows of a reference table that the server's tests read too, as {column: text}. */
export function referenceRows(name: string): Record<string, string>[] {
  const path = new URL(`../../tests/clinical/reference/${name}.csv`, import.meta.url);
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const columns = head.split(",");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, at) => [columns[at] ?? "why", cell])),
  );
}
