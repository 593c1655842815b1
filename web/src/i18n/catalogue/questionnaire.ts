import { messages } from "../translate.ts";

/** What stands around a questionnaire; its own words are in its definition, word for word. */
export const questionnaire = messages({
  begun: {
    en: "You have begun this. You can go on where you stopped.",
    es: "Ya lo empezaste. Puedes seguir donde lo dejaste.",
  },
  allOrNothing: {
    en: "It counts when every question has an answer. You can stop and go on within 24 hours.",
    es: "Cuenta cuando respondes todas las preguntas. Puedes parar y seguir en las próximas 24 horas.",
  },
  startedAfresh: {
    en: "You began this more than 24 hours ago. It starts anew, so that all your answers are about the same days.",
    es: "Lo empezaste hace más de 24 horas. Empieza de nuevo, para que todas tus respuestas sean sobre los mismos días.",
  },
  otherLanguage: {
    en: "These questions are only here in another language. Ask your clinic if you would like help with them.",
    es: "Estas preguntas solo están aquí en inglés. Pide ayuda a tu clínica si la necesitas.",
  },
  notHere: {
    en: "These questions are not on this phone yet. They come when there is a connection.",
    es: "Estas preguntas aún no están en este teléfono. Llegan cuando hay conexión.",
  },
  notHereTitle: { en: "Not here yet", es: "Aún no está aquí" },
  answerIs: { en: "{label}: {n}", es: "{label}: {n}" },
});
