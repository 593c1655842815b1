import { messages } from "../translate.ts";

/** Said to somebody who brings a patient home, and to whoever makes the pass for them. */
export const companion = messages({
  forClinic: {
    en: "You are helping a patient of {clinic}.",
    es: "Estás ayudando a un paciente de {clinic}.",
  },
  whatDoYouSee: { en: "What do you see?", es: "¿Qué ves?" },
  howBad: { en: "How bad is it?", es: "¿Qué tan fuerte es?" },
  inTheWay: { en: "How much does it get in their way?", es: "¿Cuánto le estorba?" },
  effect_sedation: { en: "Very sleepy", es: "Mucho sueño" },
  effect_nystagmus: { en: "Jerky eyes", es: "Ojos que se mueven solos" },
  effect_nausea: { en: "Feels sick", es: "Náuseas" },
  effect_vomiting: { en: "Being sick", es: "Vómitos" },
  reported: { en: "{what}: reported {time}", es: "{what}: avisado a las {time}" },
  notYet: { en: "{what}: not sent yet", es: "{what}: aún no enviado" },
  refused: { en: "{what}: the clinic did not take it", es: "{what}: la clínica no lo recibió" },
  reports: { en: "Your reports", es: "Tus avisos" },
  keepOpen: {
    en: "Keep this page open. It sends by itself when there is signal.",
    es: "Deja esta página abierta. Se envía sola cuando haya señal.",
  },
  tellByPhone: {
    en: "This pass has ended. Call the clinic to tell them.",
    es: "Este pase terminó. Llama a la clínica para avisar.",
  },
  another: { en: "Report something else", es: "Avisar de otra cosa" },
  noted: { en: "Thank you", es: "Gracias" },
  notedWhy: {
    en: "Their care team can see it. Nobody is watching this live.",
    es: "Su equipo de atención puede verlo. Nadie está mirando esto en vivo.",
  },
  callWhen: {
    en: "if they can't be woken, or do not breathe well",
    es: "si no despierta o no respira bien",
  },
  call: { en: "Call {number}", es: "Llama al {number}" },
  callClinic: { en: "Call the clinic", es: "Llama a la clínica" },
  until: { en: "You can report until {when}.", es: "Puedes avisar hasta {when}." },
  enterCode: { en: "Type the code of the pass", es: "Escribe el código del pase" },
  enterCodeHint: { en: "It stands under the square.", es: "Está debajo del cuadrado." },
  goOn: { en: "Go on", es: "Continuar" },
  codeFailed: {
    en: "This code does not open anything. Check it, or ask for a new one.",
    es: "Este código no abre nada. Revísalo o pide uno nuevo.",
  },
  needSignal: { en: "This needs a connection to begin.", es: "Para empezar hace falta conexión." },
  slow: {
    en: "Too many tries. Wait a minute, then try again.",
    es: "Demasiados intentos. Espera un minuto e inténtalo de nuevo.",
  },
  otherPerson: { en: "You are signed in on this phone", es: "Tu sesión está abierta en este teléfono" },
  otherPersonWhy: {
    en: "This page is for the phone of whoever brings the patient home. To use it on this phone, sign out first.",
    es: "Esta página es para el teléfono de quien lleva al paciente a casa. Para usarla aquí, cierra antes tu sesión.",
  },
  toMyJournal: { en: "To my journal", es: "A mi diario" },
  pass: { en: "Pass for a companion", es: "Pase para un acompañante" },
  passWhy: {
    en: "Whoever brings the patient home can report sleepiness, jerky eyes and nausea with it for 24 hours. They can read nothing.",
    es: "Quien lleve al paciente a casa puede avisar de sueño, ojos que se mueven solos y náuseas durante 24 horas. No puede leer nada.",
  },
  passWhyOwn: {
    en: "Whoever brings you home can report for 24 hours how sleepy or sick you are. They can read nothing of yours.",
    es: "Quien te lleve a casa puede avisar durante 24 horas de cuánto sueño o náuseas tienes. No puede leer nada tuyo.",
  },
  makePass: { en: "Make a pass", es: "Crear un pase" },
  scanThis: { en: "Let them scan this with their phone", es: "Que lo escanee con su teléfono" },
  qr: {
    en: "Square to scan: leads to the address below",
    es: "Cuadrado para escanear: lleva a la dirección de abajo",
  },
  codeIs: { en: "Or the code: {code}", es: "O el código: {code}" },
  passUntil: { en: "Valid until {when}.", es: "Válido hasta {when}." },
  passOnce: {
    en: "It is shown only now. Make another one if it gets lost.",
    es: "Solo se muestra ahora. Crea otro si se pierde.",
  },
  openPasses: { en: "Passes that are open", es: "Pases abiertos" },
  endPass: { en: "End it", es: "Terminarlo" },
  endPassOf: { en: "End it: the pass made {when}", es: "Terminarlo: el pase creado {when}" },
  passMade: { en: "made {made}, valid until {until}", es: "creado {made}, válido hasta {until}" },
  passEnded: { en: "The pass has ended.", es: "El pase ha terminado." },
});
