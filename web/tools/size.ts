/** Prints what a first visit downloads, brotli-compressed, and fails when it is over the budget. */
import { readdirSync, readFileSync, statSync } from "node:fs";

const dist = new URL("../dist/", import.meta.url);
const KB = 1024;

const size = (path: string) => statSync(new URL(`${path}.br`, dist)).size;
const html = readFileSync(new URL("index.html", dist), "utf8");
const linked = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
  (match) => match[1] ?? "",
);
const code = readdirSync(new URL("assets/", dist))
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => `assets/${name}`);
const clinic = code.filter((path) => /clinic/.test(path));
const clinicLater = clinic.filter((path) => /clinic-(office|results|forms)/.test(path));
const clinicFirst = clinic.filter((path) => !clinicLater.includes(path));
const companion = code.filter((path) => /companion/.test(path));
const account = code.filter((path) => /account/.test(path));
const elsewhere = [...clinic, ...companion, ...account];
const patient = code.filter((path) => !elsewhere.includes(path));

const sum = (paths: string[]) => paths.reduce((total, path) => total + size(path), 0);
const js = (paths: string[]) => paths.filter((path) => path.endsWith(".js"));

/** What, how many bytes, and how many there may be; the last is null where there is no budget. */
const rows: [string, number, number | null][] = [
  ["first load, JS", sum(js(linked)), 40 * KB],
  ["first load, in all", sum(linked) + size("index.html"), 60 * KB],
  ["patient's app with every screen, JS", sum(js(patient)), null],
  ["patient's app with every screen, in all", sum(patient) + size("index.html"), 80 * KB],
  ["clinic's first screens, on top, JS", sum(js(clinicFirst)), 40 * KB],
  ["office, results, own forms, on top, JS", sum(js(clinicLater)), 25 * KB],
  ["companion's screens, on top, JS", sum(js(companion)), 10 * KB],
  ["invitation and account, on top, JS", sum(js(account)), 10 * KB],
];
for (const [what, bytes, budget] of rows) {
  const verdict = budget === null ? "" : `of ${budget / KB} KB  ${bytes > budget ? "OVER" : "ok"}`;
  process.stdout.write(`${what.padEnd(40)} ${(bytes / KB).toFixed(1).padStart(6)} KB ${verdict}\n`);
}
process.exitCode = rows.some(([, bytes, budget]) => budget !== null && bytes > budget) ? 1 : 0;
