import { messages } from "../translate.ts";

/** Invitations, and the page that is printed of one. */
export const invitations = messages({
  invitations: { en: "Invitations", es: "Invitaciones" },
  invitation: { en: "Invitation", es: "Invitación" },
  invitePatient: { en: "Invite a patient", es: "Invitar a un paciente" },
  inviteAs: { en: "They come in as", es: "Entra como" },
  inviteMeans_provider: {
    en: "Providers see the journals of patients in their care. They sign in with a passkey, or a passphrase and a code.",
    es: "Los profesionales ven los diarios de los pacientes a su cargo. Entran con llave de acceso, o con frase y código.",
  },
  inviteMeans_admin: {
    en: "Admins manage people and settings, and see no entries.",
    es: "Administración gestiona personas y ajustes, y no ve anotaciones.",
  },
  emailOptional: { en: "E-mail (optional)", es: "Correo electrónico (opcional)" },
  emailHint: {
    en: "They can also give it when they come in.",
    es: "También puede darlo al entrar.",
  },
  birthDate: { en: "Date of birth", es: "Fecha de nacimiento" },
  zone: { en: "Time zone", es: "Zona horaria" },
  zoneHint: { en: "Where they live most of the time.", es: "Donde vive la mayor parte del tiempo." },
  conditions: { en: "Treated for", es: "En tratamiento por" },
  makeInvitation: { en: "Make the invitation", es: "Crear la invitación" },
  tellCode: { en: "Tell them this code in person", es: "Di este código en persona" },
  tellCodeWhy: {
    en: "Say it aloud. Do not write it on the page: the page and the code belong in different hands.",
    es: "Dilo en voz alta. No lo escribas en la hoja: la hoja y el código van por separado.",
  },
  languageOfPage: { en: "Language of the page", es: "Idioma de la hoja" },
  printPage: { en: "Print the page", es: "Imprimir la hoja" },
  shownOnce: {
    en: "The page and the code are shown only now. If they get lost, make a new invitation.",
    es: "La hoja y el código solo se muestran ahora. Si se pierden, crea otra invitación.",
  },
  sheetLead: {
    en: "You are invited to the Symptom Journal of this clinic.",
    es: "Tienes una invitación al Diario de síntomas de esta clínica.",
  },
  sheetScan: {
    en: "Point your phone's camera at the square, or type the address below it.",
    es: "Apunta la cámara del teléfono al cuadrado, o escribe la dirección de abajo.",
  },
  sheetCode: {
    en: "Type the 6 numbers that the clinic told you.",
    es: "Escribe los 6 números que te dijo la clínica.",
  },
  sheetChoose: {
    en: "Choose how you will sign in: with your phone's own lock is easiest.",
    es: "Elige cómo entrarás: lo más fácil es con el bloqueo de tu teléfono.",
  },
  sheetQr: {
    en: "Square to scan: leads to the address below",
    es: "Cuadrado para escanear: lleva a la dirección de abajo",
  },
  sheetUntil: { en: "Valid until {when}.", es: "Válida hasta el {when}." },
  sheetOnce: {
    en: "It works once. Nobody from the clinic will ever ask you for your passphrase.",
    es: "Sirve una sola vez. Nadie de la clínica te pedirá nunca tu frase de contraseña.",
  },
  invitation_open: { en: "Open", es: "Abierta" },
  invitation_accepted: { en: "Accepted", es: "Aceptada" },
  invitation_expired: { en: "Run out", es: "Caducada" },
  invitation_withdrawn: { en: "Withdrawn", es: "Retirada" },
  invitation_locked: { en: "Locked: wrong code 5 times", es: "Bloqueada: código erróneo 5 veces" },
  noInvitations: { en: "Nobody is invited at the moment.", es: "No hay invitaciones por ahora." },
  madeAt: { en: "made {when}", es: "creada {when}" },
  openUntil: { en: "valid until {when}", es: "válida hasta {when}" },
  withdraw: { en: "Withdraw", es: "Retirar" },
  withdrawOf: { en: "Withdraw the invitation of {name}", es: "Retirar la invitación de {name}" },
  withdrawn: {
    en: "The invitation of {name} is withdrawn.",
    es: "La invitación de {name} está retirada.",
  },
});
