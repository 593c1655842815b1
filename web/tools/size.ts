/** Prints what a first visit downloads, brotli-compressed, and fails when it is over the budget. */
import { readFileSync, statSync } from "node:fs";

const dist = new URL("../dist/", import.meta.url);
const BUDGETS = { js: 40 * 1024, all: 60 * 1024, clinic: 40 * 1024 };

const size = (path: string) => statSync(new URL(`${path}.br`, dist)).size;
const source = (path: string) => readFileSync(new URL(path, dist), "utf8");

const html = source("index.html");
const linked = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
  (match) => match[1] ?? "",
);
const all = JSON.parse(source("sw.js").match(/\["\/[^\]]*\]/)?.[0] ?? "[]").map((url: string) =>
  url.slice(1),
) as string[];
const code = all.filter((path) => /\.(js|css)$/.test(path));
const clinic = code.filter((path) => /clinic/.test(path));
const patient = code.filter((path) => !clinic.includes(path));

const sum = (paths: string[]) => paths.reduce((total, path) => total + size(path), 0);
const js = (paths: string[]) => paths.filter((path) => path.endsWith(".js"));

const rows: [string, number, number][] = [
  ["first load, JS", sum(js(linked)), BUDGETS.js],
  ["first load, in all", sum(linked) + size("index.html"), BUDGETS.all],
  ["patient app with every screen, JS", sum(js(patient)), BUDGETS.js],
  ["patient app with every screen, in all", sum(patient) + size("index.html"), BUDGETS.all],
  ["clinic, on top, JS", sum(js(clinic)), BUDGETS.clinic],
];
const over = rows.filter(([, bytes, budget]) => bytes > budget);
for (const [what, bytes, budget] of rows) {
  const verdict = bytes > budget ? "OVER" : "ok";
  process.stdout.write(
    `${what.padEnd(40)} ${(bytes / 1024).toFixed(1).padStart(6)} KB of ${budget / 1024} KB  ${verdict}\n`,
  );
}
process.exitCode = over.length > 0 ? 1 : 0;
