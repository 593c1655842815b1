import { messages } from "../translate.ts";

/** The monthly questions about the bladder, and the one about drinking; these words travel with their screens. */
export const bladder = messages({
  title: { en: "Your bladder", es: "Tu vejiga" },
  why: {
    en: "Ketamine can bother the bladder over time. Once a month we ask you three things.",
    es: "Con el tiempo, la ketamina puede irritar la vejiga. Una vez al mes te preguntamos tres cosas.",
  },
  passing: {
    en: "Since last month: does it burn when you pee, or do you have to go more often or suddenly?",
    es: "Desde el mes pasado: ¿te arde al orinar, o tienes que ir más veces o de repente?",
  },
  burns: { en: "It burns", es: "Me arde" },
  often: { en: "I have to go more often", es: "Tengo que ir más veces" },
  suddenly: { en: "I have to go suddenly", es: "Tengo que ir de repente" },
  pain: { en: "Does your bladder hurt?", es: "¿Te duele la vejiga?" },
  blood: { en: "Have you seen blood in your pee?", es: "¿Has visto sangre en la orina?" },
  no: { en: "No", es: "No" },
  little: { en: "A little", es: "Un poco" },
  lot: { en: "A lot", es: "Mucho" },
  thanks: { en: "Thank you. We ask again in a month.", es: "Gracias. Volveremos a preguntar en un mes." },
  callTitle: { en: "Please call your clinic today", es: "Llama hoy a tu clínica" },
  callWhy: {
    en: "Your clinic should hear of this today. Somebody may not have read it yet.",
    es: "Tu clínica debe saberlo hoy. Quizá nadie lo ha leído aún.",
  },
  drinkTitle: { en: "One more question", es: "Una pregunta más" },
  drink: {
    en: "In the last 12 hours, has any drink stayed down?",
    es: "En las últimas 12 horas, ¿has retenido algo de líquido?",
  },
  drinkYes: { en: "Yes, some stayed down", es: "Sí, algo he retenido" },
  drinkNo: { en: "No, nothing", es: "No, nada" },
});
