import { messages } from "../translate.ts";

/** The crisis card, and what a clinic has been told. */
export const help = messages({
  notAlone: {
    en: "You do not have to face this alone. Talk to a person now.",
    es: "No tienes que enfrentar esto a solas. Habla con una persona ahora.",
  },
  callEmergency: { en: "Call {number}", es: "Llama al {number}" },
  emergencyWhen: { en: "if a life is in danger", es: "si hay una vida en peligro" },
  callLine: { en: "Call {number}", es: "Llama al {number}" },
  textLine: { en: "Text {number}", es: "Envía un mensaje al {number}" },
  dayAndNight: { en: "{name}, day and night", es: "{name}, de día y de noche" },
  callClinic: { en: "Call your clinic", es: "Llama a tu clínica" },
  nobodyWatches: {
    en: "Nobody is watching this live.",
    es: "Nadie está mirando esto en vivo.",
  },
  notTold: {
    en: "Your clinic has NOT been told yet. Please call.",
    es: "Tu clínica AÚN NO ha sido avisada. Llama, por favor.",
  },
  pleaseCall: {
    en: "Nobody at your clinic has answered yet. Please call.",
    es: "Nadie de tu clínica ha respondido aún. Llama, por favor.",
  },
  told: {
    en: "Your clinic received your answer at {time}. Someone may not have read it yet. If you need help now, call.",
    es: "Tu clínica recibió tu respuesta ({time}). Quizá nadie la ha leído aún. Si necesitas ayuda ahora, llama.",
  },
  toldSeen: {
    en: "Someone at your clinic has opened your journal since. If you need help now, call.",
    es: "Alguien de tu clínica abrió tu diario después. Si necesitas ayuda ahora, llama.",
  },
  areYouSafe: { en: "Are you safe right now?", es: "¿Estás a salvo ahora mismo?" },
  safe: { en: "I am safe", es: "Estoy a salvo" },
  notSafe: { en: "I am not safe", es: "No estoy a salvo" },
  safeAnswer: {
    en: "Good. These numbers stay here whenever you need them.",
    es: "Bien. Estos números siguen aquí siempre que los necesites.",
  },
  signedOutHelp: {
    en: "You are not signed in, so this phone cannot tell your clinic. Please call.",
    es: "No has iniciado sesión, así que este teléfono no puede avisar a tu clínica. Llama, por favor.",
  },
  tellsClinic: {
    en: "“I am not safe” is sent to your clinic. “I am safe” is not.",
    es: "«No estoy a salvo» se envía a tu clínica. «Estoy a salvo» no.",
  },
});
