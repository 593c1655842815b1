import { messages } from "../translate.ts";

/** The plan a clinician wrote, as its patient reads it. */
export const plan = messages({
  plan: { en: "Your clinic’s plan", es: "El plan de tu clínica" },
  planNote: {
    en: "Your clinic wrote this for you. Questions about it? Call them.",
    es: "Tu clínica escribió esto para ti. ¿Tienes preguntas? Llámalos.",
  },
  planUnreadable: {
    en: "This part cannot be opened here. Please call your clinic.",
    es: "Esta parte no se puede abrir aquí. Llama a tu clínica.",
  },
});
