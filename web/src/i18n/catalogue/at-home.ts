import { messages } from "../translate.ts";

/** Blood pressure and medicines; these words travel with their screens. */
export const atHome = messages({
  readingTitle: { en: "Blood pressure", es: "Presión arterial" },
  readingHint: {
    en: "Sit still for five minutes first. Write what the device shows.",
    es: "Siéntate cinco minutos antes. Escribe lo que muestra el aparato.",
  },
  systolic: { en: "Upper number", es: "Número de arriba" },
  diastolic: { en: "Lower number", es: "Número de abajo" },
  heartRate: { en: "Pulse", es: "Pulso" },
  optional: { en: "If the device shows it.", es: "Si el aparato lo muestra." },
  when: { en: "When you measured", es: "Cuándo la tomaste" },
  whenWrong: { en: "A time that has passed", es: "Una hora que ya pasó" },
  outside: { en: "A whole number from {low} to {high}", es: "Un número entero de {low} a {high}" },
  order: {
    en: "The lower number is smaller than the upper one",
    es: "El número de abajo es menor que el de arriba",
  },
  highTitle: { en: "This is a high reading", es: "Es una presión alta" },
  highWhy: {
    en: "Sit down and call your clinic now. If your chest hurts, you can hardly breathe, or you feel very unwell, call {number}.",
    es: "Siéntate y llama ahora a tu clínica. Si te duele el pecho, te cuesta respirar o te sientes muy mal, llama al {number}.",
  },
  wrongNumbers: { en: "I typed the wrong numbers", es: "Escribí mal los números" },
  medicineTitle: { en: "Medicine", es: "Medicamento" },
  medicineHint: {
    en: "Write what you take, as you take it. Your clinic can read it. For questions about a medicine, ask whoever prescribed it.",
    es: "Escribe lo que tomas, tal como lo tomas. Tu clínica puede leerlo. Si tienes preguntas sobre un medicamento, pregunta a quien te lo recetó.",
  },
  yourMedicines: { en: "What you have told us", es: "Lo que nos has contado" },
  noteChange: { en: "Note a change", es: "Anotar un cambio" },
  noteChangeOf: { en: "Note a change: {name}", es: "Anotar un cambio: {name}" },
  name: { en: "Name", es: "Nombre" },
  nameEmpty: { en: "Write its name", es: "Escribe su nombre" },
  dose: { en: "How much, and when", es: "Cuánto y cuándo" },
  doseHint: { en: "For example: 50 mg in the morning.", es: "Por ejemplo: 50 mg por la mañana." },
  status: { en: "Do you take it?", es: "¿Lo tomas?" },
  taking: { en: "I take it", es: "Lo tomo" },
  stopped: { en: "I no longer take it", es: "Ya no lo tomo" },
  since: { en: "Since", es: "Desde" },
  sinceWrong: { en: "A day up to today", es: "Un día hasta hoy" },
  benzodiazepine: {
    en: "It is a benzodiazepine (such as lorazepam, diazepam, clonazepam, alprazolam)",
    es: "Es una benzodiacepina (como lorazepam, diazepam, clonazepam, alprazolam)",
  },
});
