/**
 * Questionnaires on the device, read from the FHIR R4 definitions that the server uses too. The items are shown
 * word for word. A form is complete or it is not scored: there is no total from a part of the answers.
 */
export interface Option {
  readonly value: number;
  readonly label: string;
}

export interface Question {
  readonly linkId: string;
  readonly text: string;
  readonly required: boolean;
  readonly options: readonly Option[];
}

export interface Questionnaire {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** What stands above all items, word for word. */
  readonly intro: string;
  readonly copyright: string;
  readonly questions: readonly Question[];
}

export type Answers = Readonly<Record<string, number>>;

/** PHQ-9 item 9: thoughts of being better off dead, or of hurting oneself. */
export const ITEM_9 = "44260-8";

interface Extension {
  url: string;
  valueCode?: string;
  valueString?: string;
  valueDecimal?: number;
  extension?: readonly Extension[];
}

interface Translated {
  extension?: readonly Extension[];
}

interface Coding {
  code: string;
  display: string;
  _display?: Translated;
}

interface Item {
  linkId: string;
  type: string;
  text: string;
  _text?: Translated;
  required?: boolean;
  answerOption?: readonly { extension?: readonly Extension[]; valueCoding: Coding }[];
}

/** As much of a FHIR R4 Questionnaire as is read here. */
export interface FhirQuestionnaire {
  id: string;
  version: string;
  title: string;
  _title?: Translated;
  copyright: string;
  _copyright?: Translated;
  item: readonly Item[];
}

const TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";
const ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

/** The questionnaire in a language; text that has no translation stays as it is. */
export function read(fhir: FhirQuestionnaire, language: string): Questionnaire {
  const display = fhir.item.filter((item) => item.type === "display");
  return {
    id: fhir.id,
    version: fhir.version,
    title: inLanguage(fhir.title, fhir._title, language),
    intro: display.map((item) => inLanguage(item.text, item._text, language)).join(" "),
    copyright: inLanguage(fhir.copyright, fhir._copyright, language),
    questions: fhir.item
      .filter((item) => item.type === "choice")
      .map((item) => ({
        linkId: item.linkId,
        text: inLanguage(item.text, item._text, language),
        required: item.required ?? false,
        options: (item.answerOption ?? []).map(({ extension, valueCoding }) => ({
          value: ordinal(extension, valueCoding.code),
          label: inLanguage(valueCoding.display, valueCoding._display, language),
        })),
      })),
  };
}

function inLanguage(text: string, translated: Translated | undefined, language: string): string {
  for (const each of translated?.extension ?? []) {
    if (each.url !== TRANSLATION) continue;
    const parts = each.extension ?? [];
    if (!parts.some((part) => part.url === "lang" && part.valueCode === language)) continue;
    return parts.find((part) => part.url === "content")?.valueString ?? text;
  }
  return text;
}

function ordinal(extensions: readonly Extension[] | undefined, code: string): number {
  const value = extensions?.find((extension) => extension.url === ORDINAL)?.valueDecimal;
  if (value === undefined) throw new Error(`the answer ${code} has no ordinal value`);
  return value;
}

/** The sum of the required items, or null where one of them has no answer. */
export function total(questionnaire: Questionnaire, answers: Answers): number | null {
  let sum = 0;
  for (const question of questionnaire.questions) {
    if (!question.required) continue;
    const answer = answers[question.linkId];
    if (answer === undefined) return null;
    sum += answer;
  }
  return sum;
}

/** Whether an answer opens the crisis card, at once and before anything else. */
export function opensCrisisCard(linkId: string, answer: number): boolean {
  return linkId === ITEM_9 && answer >= 1;
}
