import { messages } from "../translate.ts";

/** Loading a questionnaire of the clinic's own; these words travel with that screen. */
export const ownForms = messages({
  title: { en: "Questionnaires", es: "Cuestionarios" },
  what: {
    en: "PHQ-9, GAD-7, PCL-5 and PEG come with the journal. Load one of your own, for which you hold the licence, from a FHIR R4 file.",
    es: "PHQ-9, GAD-7, PCL-5 y PEG vienen con el diario. Carga uno propio, del que tengas licencia, desde un archivo FHIR R4.",
  },
  noAlerts: {
    en: "Answers to your own questionnaires raise no alerts.",
    es: "Las respuestas a tus propios cuestionarios no generan alertas.",
  },
  file: { en: "File", es: "Archivo" },
  fileHint: {
    en: "A FHIR Questionnaire in JSON, at most 256 KB. Nothing is stored until you load it.",
    es: "Un Questionnaire de FHIR en JSON, de 256 KB como máximo. No se guarda nada hasta que lo cargues.",
  },
  problems: { en: "This file cannot be asked", es: "Este archivo no se puede usar" },
  whole: { en: "the file", es: "el archivo" },
  wouldBe: { en: "What it would be", es: "Lo que sería" },
  versionIs: { en: "{name}, version {version}", es: "{name}, versión {version}" },
  everybody: { en: "Asked of everybody", es: "Se pregunta a todos" },
  askedFor: { en: "Asked with: {conditions}", es: "Se pregunta con: {conditions}" },
  every: {
    en: { one: "Every day", other: "Every {n} days" },
    es: { one: "Cada día", other: "Cada {n} días" },
  },
  byRules: { en: "As often as your rules say", es: "Con la frecuencia de tus reglas" },
  sum: { en: "Sum, {least} to {most}", es: "Suma, de {least} a {most}" },
  mean: { en: "Mean, {least} to {most}", es: "Media, de {least} a {most}" },
  bandFrom: { en: "from {n}: {band}", es: "desde {n}: {band}" },
  notScored: { en: "not scored", es: "no puntúa" },
  load: { en: "Load it and ask it from now on", es: "Cargarlo y preguntarlo desde ahora" },
  loaded: { en: "Loaded.", es: "Cargado." },
  there: {
    en: "This version is there already. Give a changed form a new version.",
    es: "Esta versión ya está. Da una versión nueva a un formulario cambiado.",
  },
  own: { en: "Your own", es: "Los tuyos" },
  none: { en: "None yet.", es: "Todavía ninguno." },
  asked: { en: "asked", es: "se pregunta" },
  earlier: { en: "an earlier version", es: "una versión anterior" },
  retiredOn: { en: "asked until {date}", es: "se preguntó hasta el {date}" },
  retire: { en: "Stop asking {name}", es: "Dejar de preguntar {name}" },
  retired: {
    en: "It is asked no more. Its answers stay.",
    es: "Ya no se pregunta. Sus respuestas se conservan.",
  },
});
