import { messages } from "../translate.ts";

/** What the phone says on a session day: few words, one question at a time. */
export const sessionDay = messages({
  inSession: { en: "Your session", es: "Tu sesión" },
  restNow: { en: "There is nothing to do now. Just rest.", es: "Ahora no hay nada que hacer. Descansa." },
  sessionOver: { en: "My session is over", es: "Mi sesión terminó" },
  noSession: { en: "I have no session today", es: "Hoy no tengo sesión" },

  rideQuestion: { en: "Who takes you home?", es: "¿Quién te lleva a casa?" },
  rideHave: { en: "A person is with me", es: "Alguien está conmigo" },
  rideNeed: { en: "I need help", es: "Necesito ayuda" },
  rideHelp: {
    en: "Stay where you are. Tell the staff, or call your clinic. This phone does not tell them.",
    es: "Quédate donde estás. Díselo al personal o llama a tu clínica. Este teléfono no les avisa.",
  },
  rideHelpNoPhone: {
    en: "Stay where you are, and tell the staff. This phone does not tell them.",
    es: "Quédate donde estás y díselo al personal. Este teléfono no les avisa.",
  },

  feel_dissociation: { en: "Do you feel floating or unreal?", es: "¿Te sientes flotando o irreal?" },
  feel_sedation: { en: "Do you feel sleepy?", es: "¿Tienes sueño?" },
  feel_dizziness: { en: "Do you feel dizzy?", es: "¿Sientes mareo?" },
  feel_nausea: { en: "Do you feel sick?", es: "¿Sientes náuseas?" },
  feel_blurred_vision: { en: "Is your vision blurred?", es: "¿Ves borroso?" },
  feel_headache: { en: "Do you have a headache?", es: "¿Te duele la cabeza?" },
  feel_anxiety: { en: "Do you feel anxious?", es: "¿Sientes ansiedad?" },
  still: { en: "{effect}: still there?", es: "{effect}: ¿sigue ahí?" },
  no: { en: "No", es: "No" },
  noEnded: { en: "No, it ended", es: "No, ya pasó" },
  little: { en: "A little", es: "Un poco" },
  strong: { en: "Strong", es: "Fuerte" },

  moodNow: { en: "Mood this morning", es: "Ánimo esta mañana" },
  functionNow: { en: "Function this morning", es: "Funcionamiento esta mañana" },
  slept: { en: "How many hours did you sleep?", es: "¿Cuántas horas dormiste?" },
  orLess: { en: "{n} or less", es: "{n} o menos" },
  orMore: { en: "{n} or more", es: "{n} o más" },
  hours: { en: "{n} hours", es: "{n} horas" },

  notNow: { en: "Not now", es: "Ahora no" },
  tooMuch: { en: "Too much right now", es: "Ahora es demasiado" },

  rest: { en: "You can rest", es: "Puedes descansar" },
  askedAgain: {
    en: "This phone asks how you are at {time} or later.",
    es: "Este teléfono te preguntará cómo estás a las {time} o más tarde.",
  },
  askedTomorrow: {
    en: "This phone asks how you are tomorrow morning.",
    es: "Este teléfono te preguntará cómo estás mañana por la mañana.",
  },
  askedThisMorning: {
    en: "This phone asks how you are in the morning.",
    es: "Este teléfono te preguntará cómo estás por la mañana.",
  },
  sayMore: { en: "I notice something", es: "Noto algo" },
  toJournal: { en: "Go to my journal", es: "Ir a mi diario" },

  getHelp: { en: "Get help at once:", es: "Pide ayuda ya:" },
  chestPain: { en: "Chest pain", es: "Dolor en el pecho" },
  cannotBreathe: { en: "Can’t breathe", es: "No puedo respirar" },
  seizure: { en: "Seizure", es: "Convulsión" },
  hardToWake: { en: "Hard to wake", es: "Cuesta despertar" },
});
