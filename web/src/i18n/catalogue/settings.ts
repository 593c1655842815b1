import { messages } from "../translate.ts";

/** What a clinic says of itself. */
export const settings = messages({
  clinic: { en: "Clinic", es: "Clínica" },
  aboutClinic: { en: "The clinic", es: "La clínica" },
  clinicName: { en: "Name of the clinic", es: "Nombre de la clínica" },
  phone: { en: "Phone", es: "Teléfono" },
  hours: { en: "Hours", es: "Horario" },
  hoursHint: { en: "As patients read them: Mon-Fri 9-5.", es: "Como lo leen los pacientes: lun-vie 9-17." },
  inAnEmergency: { en: "Numbers for danger", es: "Números para emergencias" },
  emergencyHint: {
    en: "They stand on every patient's crisis card, and work without signal.",
    es: "Están en la tarjeta de crisis de cada paciente, y funcionan sin señal.",
  },
  emergencyNumber: { en: "Emergency number", es: "Número de emergencias" },
  crisisLine: { en: "Crisis line, to call or text", es: "Línea de crisis, por llamada o mensaje" },
  crisisLineName: { en: "Name of the crisis line (optional)", es: "Nombre de la línea de crisis (opcional)" },
  words: { en: "Your words", es: "Tus palabras" },
  wordsHint: {
    en: "Short and plain. They are shown to patients as you write them.",
    es: "Cortas y claras. Los pacientes las ven tal como las escribes.",
  },
  noDriving: {
    en: "After a session: no driving ({language})",
    es: "Tras una sesión: no conducir ({language})",
  },
  unwatched: { en: "Nobody watches this live ({language})", es: "Nadie mira esto en vivo ({language})" },
  whenOpen: { en: "When the clinic is open", es: "Cuándo está abierta la clínica" },
  whenOpenHint: {
    en: "As 08:00-18:00, or 08:00-12:00, 13:00-18:00. Leave a closed day empty. If every day is empty, alerts go by the clock alone.",
    es: "Como 08:00-18:00, o 08:00-12:00, 13:00-18:00. Deja vacío un día cerrado. Si todos están vacíos, las alertas solo siguen el reloj.",
  },
  onCallHint: {
    en: "While the clinic is closed, an urgent alert shows your team who to reach.",
    es: "Con la clínica cerrada, una alerta urgente muestra a tu equipo a quién llamar.",
  },
  onCallName: { en: "On call: name (optional)", es: "De guardia: nombre (opcional)" },
  onCallPhone: { en: "On call: phone", es: "De guardia: teléfono" },
  needHours: { en: "Write it as 08:00-18:00.", es: "Escríbelo como 08:00-18:00." },
  saveClinic: { en: "Save", es: "Guardar" },
  needFigure: {
    en: "Write a whole number from {least} to {most}.",
    es: "Escribe un número entero de {least} a {most}.",
  },
  needWords: { en: "This can't be empty.", es: "Esto no puede quedar vacío." },
  needPhone: { en: "Write a phone number.", es: "Escribe un número de teléfono." },
});
