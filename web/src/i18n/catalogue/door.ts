import { messages } from "../translate.ts";

/** What is said at the door, and wherever somebody is asked who they are. */
export const door = messages({
  passphrase: { en: "Passphrase", es: "Frase de contraseña" },
  code: { en: "Code", es: "Código" },
  codeHint: {
    en: "The 6 numbers from your authenticator app, or the recovery code you printed.",
    es: "Los 6 números de tu aplicación de autenticación, o el código de recuperación que imprimiste.",
  },
  usePasskey: { en: "Use this device’s lock", es: "Usar el bloqueo del dispositivo" },
  usePasskeyHint: {
    en: "Your face, your fingerprint or your PIN.",
    es: "Tu cara, tu huella o tu PIN.",
  },
  orPassphrase: { en: "Or with your passphrase", es: "O con tu frase de contraseña" },
  showTyped: { en: "Show what I type", es: "Mostrar lo que escribo" },
  passkeyCancelled: {
    en: "Nothing was done. You can try again.",
    es: "No se hizo nada. Puedes intentarlo de nuevo.",
  },
  passkeyUnable: {
    en: "This device could not do that. Try another way, or another device.",
    es: "Este dispositivo no pudo hacerlo. Prueba otra forma u otro dispositivo.",
  },
  passkeyExists: {
    en: "This device’s lock is set up already.",
    es: "El bloqueo de este dispositivo ya está configurado.",
  },
  passkeyUnknown: {
    en: "Your clinic does not know this device yet. Use your passphrase, or ask your clinic.",
    es: "Tu clínica aún no conoce este dispositivo. Usa tu frase de contraseña o pregunta a tu clínica.",
  },
  iWorkHere: { en: "I work at the clinic", es: "Trabajo en la clínica" },
  signInFailed: {
    en: "These do not fit together. Check each one and try again.",
    es: "Estos datos no coinciden. Revísalos e inténtalo de nuevo.",
  },
  signInOffline: {
    en: "You need a connection to sign in. Help now works without one.",
    es: "Necesitas conexión para iniciar sesión. Ayuda ahora funciona sin ella.",
  },
  waitSeconds: {
    en: {
      one: "Too many tries. Wait {n} second, then try again.",
      other: "Too many tries. Wait {n} seconds, then try again.",
    },
    es: {
      one: "Demasiados intentos. Espera {n} segundo e inténtalo de nuevo.",
      other: "Demasiados intentos. Espera {n} segundos e inténtalo de nuevo.",
    },
  },
  waitMinutes: {
    en: {
      one: "Too many tries. Wait {n} minute, then try again.",
      other: "Too many tries. Wait {n} minutes, then try again.",
    },
    es: {
      one: "Demasiados intentos. Espera {n} minuto e inténtalo de nuevo.",
      other: "Demasiados intentos. Espera {n} minutos e inténtalo de nuevo.",
    },
  },
  signInAgain: { en: "Please sign in again", es: "Inicia sesión otra vez" },
  typedIsKept: {
    en: "You were away for a while. What you typed is still here once you sign in.",
    es: "Estuviste fuera un rato. Lo que escribiste sigue aquí cuando inicies sesión.",
  },

  verifyRead: {
    en: "What you wrote stays yours: it opens for 15 minutes at a time.",
    es: "Lo que escribiste es tuyo: se abre por 15 minutos cada vez.",
  },
  verifyStepUp: {
    en: "This changes or hands out something important, so we ask again.",
    es: "Esto cambia o entrega algo importante, por eso preguntamos otra vez.",
  },
  verifyWrong: {
    en: "That does not fit. Check it and try again.",
    es: "No coincide. Revísalo e inténtalo de nuevo.",
  },
  confirm: { en: "Confirm", es: "Confirmar" },
  notNow: { en: "Not now", es: "Ahora no" },
  helpNow: { en: "Help now", es: "Ayuda ahora" },
});
