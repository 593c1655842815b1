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
  /** What it is called in short. */
  readonly name: string;
  /** The language its questions are in: the one asked for, or the form's own. */
  readonly lang: string;
  /** What stands above all items, word for word. */
  readonly intro: string;
  /** The last of it, which the questions go on from. */
  readonly stem: string;
  readonly copyright: string;
  readonly method: "sum" | "mean";
  readonly questions: readonly Question[];
}

export type Answers = Readonly<Record<string, number>>;

/** PHQ-9 item 9: thoughts of being better off dead, or of hurting oneself. */
export const ITEM_9 = "44260-8";

const OWN = "https://symptom-journal.example/fhir/StructureDefinition/";
const SCORING = `${OWN}scoring`;

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
  language?: string;
  extension?: readonly Extension[];
  item: readonly Item[];
}

const TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";
const ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

/** The questionnaire in a language; text that has no translation stays as it is. */
export function read(fhir: FhirQuestionnaire, language: string): Questionnaire {
  const display = fhir.item
    .filter((item) => item.type === "display")
    .map((item) => inLanguage(item.text, item._text, language));
  const asked = fhir.item.filter((item) => item.type === "choice");
  const scoring = fhir.extension?.find(({ url }) => url === SCORING)?.extension ?? [];
  const title = inLanguage(fhir.title, fhir._title, language);
  return {
    id: fhir.id,
    version: fhir.version,
    title,
    name: scoring.find(({ url }) => url === "name")?.valueString ?? title,
    lang: asked.every((item) => isIn(language, item._text)) ? language : (fhir.language ?? "en"),
    intro: display.join(" "),
    stem: display.at(-1) ?? "",
    method: scoring.find(({ url }) => url === "method")?.valueCode === "mean" ? "mean" : "sum",
    copyright: inLanguage(fhir.copyright, fhir._copyright, language),
    questions: asked.map((item) => ({
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

function isIn(language: string, translated: Translated | undefined): boolean {
  return translation(translated, language) !== undefined;
}

function inLanguage(text: string, translated: Translated | undefined, language: string): string {
  return translation(translated, language) ?? text;
}

function translation(translated: Translated | undefined, language: string): string | undefined {
  for (const each of translated?.extension ?? []) {
    if (each.url !== TRANSLATION) continue;
    const parts = each.extension ?? [];
    if (!parts.some((part) => part.url === "lang" && part.valueCode === language)) continue;
    return parts.find((part) => part.url === "content")?.valueString;
  }
  return undefined;
}

function ordinal(extensions: readonly Extension[] | undefined, code: string): number {
  const value = extensions?.find((extension) => extension.url === ORDINAL)?.valueDecimal;
  if (value === undefined) throw new Error(`the answer ${code} has no ordinal value`);
  return value;
}

/** Whether a question has an answer: its own, not what every object has by that name. */
export function isAnswered(answers: Answers, linkId: string): boolean {
  return Object.hasOwn(answers, linkId);
}

/**
 * The sum of the required items, or their mean to one decimal, half upward; null where one of them has no answer.
 * In whole numbers, as the server reckons: the two must agree to the last bit.
 */
export function total({ questions, method }: Questionnaire, answers: Answers): number | null {
  const required = questions.filter((question) => question.required);
  let sum = 0;
  for (const { linkId } of required) {
    const answer = isAnswered(answers, linkId) ? answers[linkId] : undefined;
    if (answer === undefined) return null;
    sum += answer;
  }
  if (method === "sum") return sum;
  const n = required.length;
  return Math.floor((20 * sum + n) / (2 * n)) / 10;
}

/** Whether the answers are a line of numbers from 0, whose two ends alone have words. */
export function isNumbered({ options }: Question): boolean {
  return options.length === 11 && options.every(({ value }, at) => value === at);
}

/** A form that was begun: when, in which version, and what was answered so far. */
export interface Begun {
  readonly at: number;
  readonly version: string;
  readonly answers: Answers;
}

/** How long a form that was begun may be gone on with: later its questions would be about other days. */
const RESUMABLE_MS = 86_400_000;

/** What is left of a form that was begun: nothing of it (`null`), all of it, or only that it was (`too late`). */
export function resumed(begun: Begun | null, version: string, now: number): Begun | "too late" | null {
  if (begun === null || Object.keys(begun.answers).length === 0) return null;
  const age = now - begun.at;
  return begun.version === version && age >= 0 && age < RESUMABLE_MS ? begun : "too late";
}

/** Whether an answer opens the crisis card, at once and before anything else. */
export function opensCrisisCard(linkId: string, answer: number): boolean {
  return linkId === ITEM_9 && answer >= 1;
}
