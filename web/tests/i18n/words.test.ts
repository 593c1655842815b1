import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { language, preferred } from "../../src/i18n/language.ts";
import { type Messages, messages, translator } from "../../src/i18n/translate.ts";

const folder = new URL("../../src/i18n/catalogue/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
const catalogues: [string, Messages][] = [];
for (const name of names) {
  const module = (await import(new URL(name, folder).href)) as Record<string, Messages>;
  for (const catalogue of Object.values(module)) catalogues.push([name, catalogue]);
}

const flat = (text: Messages[string]["en"]) =>
  typeof text === "string" ? text : `${text.one} ${text.other}`;
const places = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

beforeEach(() => {
  language.value = "en";
});

test.each(catalogues)("%s names the same places in both languages, and shouts in neither", (_, catalogue) => {
  for (const [key, { en, es }] of Object.entries(catalogue)) {
    expect(places(flat(es)), key).toEqual(places(flat(en)));
    expect(flat(en) + flat(es), key).not.toMatch(/[!¡]/);
  }
});

test("every text of the patient's app, the door and the account is used somewhere", () => {
  const source = readdirSync(new URL("../../src/", import.meta.url), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes("catalogue"))
    .map((path) => readFileSync(new URL(`../../src/${path}`, import.meta.url), "utf8"))
    .join("\n");
  const made = /^(severity|inTheWay)\d$/;
  for (const [name, catalogue] of catalogues.filter(([name]) =>
    /^(common|patient|help|history|door|account)\.ts$/.test(name),
  )) {
    const idle = Object.keys(catalogue).filter(
      (key) => !made.test(key) && !new RegExp(`["'\`]${key}["'\`]`).test(source),
    );
    expect(idle, name).toEqual([]);
  }
});

test("a number chooses between one and many, and values take their places", () => {
  const t = translator(
    messages({
      waits: { en: { one: "{n} entry", other: "{n} entries" }, es: { one: "{n} dato", other: "{n} datos" } },
    }),
  );
  expect([t("waits", { n: 1 }), t("waits", { n: 0 })]).toEqual(["1 entry", "0 entries"]);
  language.value = "es";
  expect([t("waits", { n: 1 }), t("waits", { n: 2 })]).toEqual(["1 dato", "2 datos"]);
});

test("the first language of the device that is ours is taken, English otherwise", () => {
  expect(preferred(["fr-FR", "es-MX", "en"])).toBe("es");
  expect(preferred(["de"])).toBe("en");
});
