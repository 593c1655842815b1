import { messages } from "../translate.ts";

/** Emergency access to a journal. */
export const breakGlass = messages({
  findPatient: { en: "Find a patient of this clinic", es: "Buscar un paciente de la clínica" },
  findMeans: {
    en: "For an emergency with a patient who is not in your care. Each search is on record.",
    es: "Para una emergencia con un paciente que no está a tu cargo. Cada búsqueda queda registrada.",
  },
  exactName: { en: "Full name, exactly as in the journal", es: "Nombre completo, igual que en el diario" },
  find: { en: "Find", es: "Buscar" },
  findNobody: {
    en: "This clinic has no patient with exactly this name and date of birth.",
    es: "Esta clínica no tiene pacientes con exactamente ese nombre y fecha de nacimiento.",
  },
  emergencyAccess: { en: "Emergency access", es: "Acceso de emergencia" },
  glassMeans: {
    en: "You can read the journal of {name} for 4 hours. You can't record or send anything.",
    es: "Puedes leer el diario de {name} durante 4 horas. No puedes registrar ni enviar nada.",
  },
  glassTold: {
    en: "The patient and the clinic's admins are told that you did, and everything you read is on record.",
    es: "El paciente y la administración reciben un aviso, y todo lo que leas queda registrado.",
  },
  reason: { en: "Why do you need to?", es: "¿Por qué lo necesitas?" },
  reasonHint: {
    en: "For example: called at night with chest pain. It is kept.",
    es: "Por ejemplo: llamó de noche con dolor en el pecho. Se guarda.",
  },
  needReason: { en: "Write the reason.", es: "Escribe el motivo." },
  openForReading: { en: "Open for reading", es: "Abrir para leer" },
});
