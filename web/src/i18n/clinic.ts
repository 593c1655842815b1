import { alerts } from "./catalogue/alerts.ts";
import { clinicCharts } from "./catalogue/clinic-charts.ts";
import { patientPage } from "./catalogue/patient-page.ts";
import { session } from "./catalogue/session.ts";
import { summary } from "./catalogue/summary.ts";
import { worklist } from "./catalogue/worklist.ts";
import { number } from "./format.ts";
import { language } from "./language.ts";
import { translator } from "./translate.ts";

const clinic = { ...clinicCharts, ...worklist, ...alerts, ...patientPage, ...session, ...summary };

/** The clinic's words; they travel only with the clinic's chunk. */
export const clinicWords = translator(clinic);

/** The word for a code the server sends, by its family; a code of a newer server is shown as it is. */
function codeWord(family: string, code: string): string {
  const key = `${family}_${code}`;
  const text = Object.hasOwn(clinic, key) ? clinic[key as keyof typeof clinic][language.value] : code;
  return typeof text === "string" ? text.replaceAll("_", " ") : code;
}

export function bandWord(band: string | null): string {
  return band === null ? "–" : codeWord("band", band);
}

export function responseWord(response: string): string {
  return codeWord("response", response);
}

export function routeWord(route: string): string {
  return codeWord("route", route);
}

export function drugWord(drug: string): string {
  return codeWord("drug", drug);
}

export function partWord(part: string): string {
  return codeWord("part", part);
}

export function conditionWord(condition: string): string {
  return codeWord("condition", condition);
}

export function outcomeWord(outcome: string): string {
  return codeWord("outcome", outcome);
}

/** What an alert's rule is about, in a few words. */
export function ruleWord(rule: string): string {
  return codeWord("rule", rule);
}

export function rungWord(rung: string): string {
  return codeWord("rung", rung);
}

export function tierWord(tier: string): string {
  return codeWord("tier", tier);
}

/** A total and its band, where it falls in one: "8, mild". */
export function totalWords({ total, band }: { total: number; band: string | null }): string {
  const said = number(total, 1);
  return band ? clinicWords("totalThenBand", { total: said, band: bandWord(band) }) : said;
}

/** Questionnaires as clinicians name them. */
export function questionnaireName(id: string): string {
  return id.toUpperCase();
}
