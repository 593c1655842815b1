/** The calls about a clinic's own questionnaires. A file goes as it stands, so that the server reads what was chosen. */
import type { LoadedForm, Preview } from "../core/own-forms.ts";
import { call } from "./api.ts";

const PATH = "/clinic/questionnaires";

export async function ownForms(): Promise<readonly LoadedForm[]> {
  return (await call<{ questionnaires: LoadedForm[] }>("GET", PATH)).questionnaires;
}

export function previewForm(file: string): Promise<Preview> {
  return call("POST", `${PATH}/preview`, file);
}

export function loadForm(file: string): Promise<unknown> {
  return call("POST", PATH, file);
}

export function retireForm(questionnaire: string): Promise<void> {
  return call("DELETE", `${PATH}/${encodeURIComponent(questionnaire)}`);
}
