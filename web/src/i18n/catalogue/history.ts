import { messages } from "../translate.ts";

/** The patient's history, and what they must decide on; these words travel with its screens. */
export const history = messages({
  nothingYet: { en: "Nothing here yet", es: "Aún no hay nada" },
  nothingYetWhy: {
    en: "What you write down appears here, day by day.",
    es: "Lo que anotes aparecerá aquí, día por día.",
  },
  correct: { en: "Correct", es: "Corregir" },
  earlier: {
    en: { one: "{n} earlier version", other: "{n} earlier versions" },
    es: { one: "{n} versión anterior", other: "{n} versiones anteriores" },
  },
  withdraw: { en: "Withdraw", es: "Retirar" },
  mend: { en: "Mend it", es: "Arreglarlo" },
  keepThis: { en: "Keep this one", es: "Quedarme con esta" },
  conflictTitle: { en: "Changed in two places", es: "Cambiado en dos lugares" },
  conflictWhy: {
    en: "This was also changed elsewhere. Which one is right?",
    es: "Esto también se cambió en otro lugar. ¿Cuál es la correcta?",
  },
  here: { en: "On this phone", es: "En este teléfono" },
  atClinic: { en: "At your clinic", es: "En tu clínica" },
  rejectedTitle: { en: "Your clinic did not take this", es: "Tu clínica no aceptó esto" },
  rejectedWhy: {
    en: "It is still on this phone. You can mend it, or withdraw it.",
    es: "Sigue en este teléfono. Puedes arreglarlo o retirarlo.",
  },
  reasonTime: {
    en: "Your clinic can't take its time: too long ago, or still to come. Is the clock of this phone right?",
    es: "Tu clínica no acepta su hora: hace demasiado tiempo, o aún no llega. ¿Está bien el reloj del teléfono?",
  },
  reasonReplaces: {
    en: "What it corrects is not at your clinic.",
    es: "Lo que corrige no está en tu clínica.",
  },
  reasonOther: { en: "Your clinic says: {detail}", es: "Tu clínica dice: {detail}" },
  older: { en: "Older days", es: "Días anteriores" },
  olderOffline: { en: "Older days need a connection.", es: "Los días anteriores necesitan conexión." },
  noOlder: { en: "There is nothing older.", es: "No hay nada anterior." },
});
