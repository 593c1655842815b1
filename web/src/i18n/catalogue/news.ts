import { messages } from "../translate.ts";

/** What a notice says, by its kind. */
export const news = messages({
  passphrase_changed: { en: "Your passphrase was changed.", es: "Se cambió tu frase de contraseña." },
  passkey_added: {
    en: "A device’s lock can open your account now.",
    es: "El bloqueo de un dispositivo ya puede abrir tu cuenta.",
  },
  passkey_removed: {
    en: "A device’s lock cannot open your account any more.",
    es: "El bloqueo de un dispositivo ya no puede abrir tu cuenta.",
  },
  totp_changed: {
    en: "Your authenticator app was set up anew.",
    es: "Se configuró de nuevo tu aplicación de autenticación.",
  },
  recovery_code_made: { en: "A recovery code was made.", es: "Se creó un código de recuperación." },
  recovery_code_used: {
    en: "Your recovery code was used. It does not work a second time.",
    es: "Se usó tu código de recuperación. No funciona por segunda vez.",
  },
  account_reset: {
    en: "Your clinic reset your account and invited you anew.",
    es: "Tu clínica restableció tu cuenta y te invitó de nuevo.",
  },
  signed_in_on_new_device: {
    en: "Somebody signed in to your account on a new device.",
    es: "Alguien inició sesión en tu cuenta en un dispositivo nuevo.",
  },
  signed_out_elsewhere: {
    en: "You were signed out on another device.",
    es: "Se cerró tu sesión en otro dispositivo.",
  },
  email_changed: { en: "Your e-mail was changed.", es: "Se cambió tu correo electrónico." },
  glass_broken: {
    en: "Somebody at the clinic who is not in the care team opened a journal, and gave a reason.",
    es: "Alguien de la clínica que no es del equipo tratante abrió un diario y dio un motivo.",
  },
  alert_waits: {
    en: "An alert about a patient waits, and nobody has taken it. Please reach somebody of the care team.",
    es: "Una alerta sobre un paciente espera y nadie la ha tomado. Avisa a alguien del equipo.",
  },
  companion_invited: {
    en: "A companion can report side effects for 24 hours.",
    es: "Un acompañante puede anotar efectos secundarios durante 24 horas.",
  },
  other: { en: "Something about your account changed.", es: "Algo cambió en tu cuenta." },
});
