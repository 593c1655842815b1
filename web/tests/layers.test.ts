import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { expect, test } from "vitest";

const SRC = join(import.meta.dirname, "..", "src");

/** What each folder may import besides itself. Left may import right, never back. */
const MAY: Record<string, readonly string[]> = {
  ".": ["views", "state", "data", "core", "ui", "i18n", "styles"],
  views: ["state", "data", "core", "ui", "charts", "i18n", "."],
  state: ["data", "core", "i18n", "."],
  data: ["core"],
  core: [],
  ui: ["core", "i18n", "."],
  charts: ["core", "i18n"],
  i18n: ["core"],
  sw: ["data", "core"],
};

/** Types and text that a test of the direction has no business with. */
const INSTRUMENTS = "../journal/clinical/instruments";

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
}

function imports(file: string): string[] {
  const text = readFileSync(join(SRC, file), "utf8");
  const named = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) => match[1] ?? "");
  return named.map((path) => normalize(join(dirname(file), path)));
}

function folder(file: string): string {
  return file.includes("/") ? (file.split("/")[0] ?? ".") : ".";
}

test("imports point one way", () => {
  const wrong = sources().flatMap((file) =>
    imports(file)
      .filter((path) => !relative(SRC, join(SRC, path)).startsWith(`../${INSTRUMENTS}`))
      .map((path) => ({ file, path, from: folder(file), to: folder(path) }))
      .filter(({ from, to }) => from !== to && !(MAY[from] ?? []).includes(to))
      .map(({ file: at, path }) => `${at} imports ${path}`),
  );
  expect(wrong).toEqual([]);
});

test("the layers are looked at: every folder of the app is named", () => {
  expect([...new Set(sources().map(folder))].filter((name) => !(name in MAY))).toEqual([]);
});
