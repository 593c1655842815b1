import { messages } from "../translate.ts";

/** What is put right: tapped by mistake, or of another session. These words travel with their screens. */
export const slips = messages({
  bySlip: { en: "I tapped this by mistake", es: "Lo toqué por error" },
  wrongNumbers: { en: "I typed the wrong numbers", es: "Escribí mal los números" },
  wrongAnswer: { en: "I chose the wrong answer", es: "Elegí la respuesta equivocada" },
  tookBack: {
    en: "You took this back. Your clinic sees both, and may still call you.",
    es: "Lo retiraste. Tu clínica ve las dos cosas y quizá te llame.",
  },
  tookBackHere: {
    en: "You took this back. It is still on this phone. Once it is sent, your clinic sees both, and may call you.",
    es: "Lo retiraste. Aún está en este teléfono. Cuando se envíe, tu clínica verá las dos cosas y quizá te llame.",
  },
  takenBackOf: { en: "{what}: taken back", es: "{what}: retirado" },
  notSafeTakenBack: { en: "“Not safe”: taken back", es: "«No a salvo»: retirado" },
  whichSession: { en: "From which session?", es: "¿De qué sesión?" },
  slipKept: {
    en: "Nothing is deleted: your clinic sees what you tapped, and that it was a mistake.",
    es: "No se borra nada: tu clínica ve lo que tocaste y que fue un error.",
  },
});
