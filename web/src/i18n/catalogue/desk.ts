import { messages } from "../translate.ts";

/** The overlay's clocks. */
const overlay = {
  whichClock: { en: "Axis", es: "Eje" },
  clock_days: { en: "By day", es: "Por día" },
  clock_hours: { en: "First 48 hours", es: "Primeras 48 horas" },
  hoursSinceAxis: { en: "hours since the session ended", es: "horas desde el fin de la sesión" },
  hourLabel: { en: "{value} h", es: "{value} h" },
  bandNote: {
    en: "Thick: this interval. Thin: earlier ones. Dashed: their median. Band: the middle half of them, where three or more have a value. A gap is a time without an entry.",
    es: "Gruesa: este intervalo. Finas: los anteriores. Discontinua: su mediana. Banda: la mitad central, donde tres o más tienen un valor. Un hueco es un tiempo sin anotación.",
  },
  hoursNone: {
    en: "Nothing is rated in the first 48 hours after session {number}.",
    es: "No hay valores en las primeras 48 horas tras la sesión {number}.",
  },
  hoursNow: {
    en: {
      one: "In the first 48 hours after session {number}: {n} entry, {what} {last} at {hours} h.",
      other:
        "In the first 48 hours after session {number}: {n} entries, {what} from {first} to {last} at {hours} h.",
    },
    es: {
      one: "En las primeras 48 horas tras la sesión {number}: {n} anotación, {what} {last} a las {hours} h.",
      other:
        "En las primeras 48 horas tras la sesión {number}: {n} anotaciones, {what} de {first} a {last} a las {hours} h.",
    },
  },
  hoursTable: { en: "Entries of the first 48 hours", es: "Anotaciones de las primeras 48 horas" },
  afterSession: { en: "After session", es: "Tras la sesión" },
  hoursAfter: { en: "Hours after", es: "Horas después" },
} as const;

/** Keys of the clinic's pages. */
const keys = {
  keys: { en: "Keys", es: "Teclas" },
  keysTitle: { en: "Keys on this page", es: "Teclas en esta página" },
  keysClose: { en: "Close", es: "Cerrar" },
  keysUse: { en: "Use keys without Ctrl or Alt", es: "Usar teclas sin Ctrl ni Alt" },
  key_search: { en: "Go to the search", es: "Ir a la búsqueda" },
  key_rows: { en: "Up and down the rows", es: "Arriba y abajo por las filas" },
  key_ends: { en: "First and last row", es: "Primera y última fila" },
  key_open: { en: "Open the patient", es: "Abrir al paciente" },
  key_clear: { en: "Clear the search", es: "Borrar la búsqueda" },
  key_news: { en: "Show what is new", es: "Mostrar las novedades" },
  key_help: { en: "Show these keys", es: "Mostrar estas teclas" },
  key_section: { en: "Go to a part of the page", es: "Ir a una parte de la página" },
  key_note: { en: "Write on the chart", es: "Escribir en la gráfica" },
  key_back: { en: "Back to the worklist", es: "Volver a la lista" },
  key_chart: { en: "Read the chart day by day", es: "Leer la gráfica día a día" },
  onThisPage: { en: "On this page", es: "En esta página" },
} as const;

/** What staff write on a chart. */
const annotations = {
  annotations: { en: "Notes and plan", es: "Notas y plan" },
  annotationsNone: { en: "Nobody has written anything here yet.", es: "Aún no se ha escrito nada aquí." },
  annotationsNote: {
    en: "Notes stay with the care team. A plan is shown to the patient. Neither goes into exports.",
    es: "Las notas se quedan en el equipo. El plan lo ve el paciente. Ninguno va en las exportaciones.",
  },
  annotate: { en: "Write on the chart", es: "Escribir en la gráfica" },
  kind_note: { en: "Note", es: "Nota" },
  kind_plan: { en: "Plan", es: "Plan" },
  kindLabel: { en: "What is it?", es: "¿Qué es?" },
  kindNoteHint: { en: "Note, for the care team", es: "Nota, para el equipo" },
  kindPlanHint: { en: "Plan, the patient reads it", es: "Plan, lo lee el paciente" },
  annotationDay: { en: "Day on the chart", es: "Día en la gráfica" },
  annotationText: { en: "Text", es: "Texto" },
  annotationSave: { en: "Save it", es: "Guardar" },
  annotationCancel: { en: "Do not save", es: "No guardar" },
  annotationEmpty: { en: "Write what it is.", es: "Escribe de qué se trata." },
  annotationTooLong: { en: "At most 1,000 characters.", es: "Como mucho 1.000 caracteres." },
  annotationDayWrong: { en: "Choose a day that has come.", es: "Elige un día que ya llegó." },
  annotationSaved: { en: "Saved.", es: "Guardado." },
  annotationGone: {
    en: "Somebody else has changed it since. It now shows how it stands.",
    es: "Alguien lo ha cambiado desde entonces. Ahora se ve cómo está.",
  },
  annotationsMore: {
    en: { one: "Show {n} older", other: "Show {n} older" },
    es: { one: "Mostrar {n} anterior", other: "Mostrar {n} anteriores" },
  },
  correct: { en: "Correct", es: "Corregir" },
  correctOf: { en: "Correct the entry of {day}", es: "Corregir lo del {day}" },
  takeBack: { en: "Take back", es: "Retirar" },
  tookBack: { en: "Taken back.", es: "Retirado." },
  writtenBy: { en: "{name}, {when}", es: "{name}, {when}" },
  unreadableText: { en: "This text cannot be opened.", es: "Este texto no se puede abrir." },
} as const;

const worklist = {
  shownOf: {
    en: { one: "{n} patient", other: "{n} patients" },
    es: { one: "{n} paciente", other: "{n} pacientes" },
  },
} as const;

/** The words of the worklist's and the patient page's newer parts, for the clinic's chunk alone. */
export const desk = messages({ ...overlay, ...keys, ...annotations, ...worklist });
