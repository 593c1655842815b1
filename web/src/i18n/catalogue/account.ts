import { messages } from "../translate.ts";

/** What is said to the invited, and to somebody who looks after their account. */
export const account = messages({
  joinTitle: { en: "You are invited", es: "Tienes una invitación" },
  joinCode: { en: "The 6 numbers", es: "Los 6 números" },
  joinCodeHint: { en: "Your clinic told you these in person.", es: "Tu clínica te los dijo en persona." },
  joinCodeWrong: {
    en: "This did not work. Check the numbers. After 5 wrong tries, or 3 days, an invitation closes: then ask your clinic for a new one.",
    es: "No funcionó. Revisa los números. Tras 5 intentos fallidos, o 3 días, la invitación se cierra: pide otra a tu clínica.",
  },
  joinNoToken: {
    en: "Open the link of your invitation again, or scan its code again.",
    es: "Abre otra vez el enlace de tu invitación, o escanea otra vez su código.",
  },
  next: { en: "Next", es: "Siguiente" },
  joinWelcome: { en: "Welcome, {name}", es: "Te damos la bienvenida, {name}" },
  joinClinic: { en: "{clinic} invites you.", es: "{clinic} te invita." },
  joinHow: { en: "How do you want to sign in from now on?", es: "¿Cómo quieres iniciar sesión desde ahora?" },
  joinPasskeyWhy: {
    en: "The same way you unlock this device. Nothing to remember.",
    es: "Igual que desbloqueas este dispositivo. No hay nada que recordar.",
  },
  joinPasskey: {
    en: "Use this device’s lock instead",
    es: "Usar el bloqueo del dispositivo",
  },
  joinPassphrase: { en: "Use a passphrase instead", es: "Usar una frase de contraseña" },
  joinRefused: {
    en: "This did not work. Please try again. If it fails again, open your invitation once more.",
    es: "No funcionó. Inténtalo de nuevo. Si vuelve a fallar, abre otra vez tu invitación.",
  },
  emailRefused: { en: "This e-mail cannot be used here.", es: "Este correo no se puede usar aquí." },
  finish: { en: "Finish", es: "Terminar" },

  newPassphrase: { en: "New passphrase", es: "Nueva frase de contraseña" },
  passphraseHint: {
    en: "At least 15 characters. Four or five words that only you would put together are good.",
    es: "Al menos 15 caracteres. Sirven cuatro o cinco palabras que solo tú juntarías.",
  },
  passphraseShort: {
    en: { one: "{n} more character is needed", other: "{n} more characters are needed" },
    es: { one: "Falta {n} carácter", other: "Faltan {n} caracteres" },
  },
  passphraseWeak: {
    en: "This one is easy to guess. Take other words.",
    es: "Esta es fácil de adivinar. Usa otras palabras.",
  },
  totpScan: {
    en: "Scan this with your authenticator app, or type in the letters below it.",
    es: "Escanea esto con tu aplicación de autenticación, o escribe las letras de abajo.",
  },
  totpQr: { en: "Code for your authenticator app", es: "Código para tu aplicación de autenticación" },
  totpCode: {
    en: "The 6 numbers that the app shows now",
    es: "Los 6 números que la aplicación muestra ahora",
  },
  totpWrong: {
    en: "These numbers do not fit. Wait for the next ones and try again.",
    es: "Estos números no coinciden. Espera los siguientes e inténtalo de nuevo.",
  },

  signedInAs: { en: "{name}, {clinic}", es: "{name}, {clinic}" },
  accountLocked: {
    en: "Confirm it’s you to see your account.",
    es: "Confirma que eres tú para ver tu cuenta.",
  },
  accountOffline: {
    en: "Your account needs a connection.",
    es: "Tu cuenta necesita conexión.",
  },

  news: { en: "What happened with your account", es: "Lo que pasó con tu cuenta" },
  newsNone: { en: "Nothing so far.", es: "Nada hasta ahora." },
  newsUnknown: {
    en: "If you do not know what this is, tell your clinic.",
    es: "Si no sabes qué es, avisa a tu clínica.",
  },
  newsBy: { en: "by {name}", es: "por {name}" },
  newsOf: { en: "journal of {name}", es: "diario de {name}" },
  newsUntil: { en: "until {time}", es: "hasta {time}" },
  newsLook: { en: "See what waits", es: "Ver qué espera" },
  newsNew: { en: "New", es: "Nuevo" },

  devices: { en: "Where you are signed in", es: "Dónde tienes la sesión iniciada" },
  thisDevice: { en: "this device", es: "este dispositivo" },
  unknownDevice: { en: "A device", es: "Un dispositivo" },
  lastUsed: { en: "last used {time}", es: "último uso: {time}" },
  neverUsed: { en: "not used yet", es: "aún sin usar" },
  signedInSince: { en: "since {time}", es: "desde {time}" },
  signOutThere: { en: "Sign out there", es: "Cerrar sesión ahí" },
  signOutOf: { en: "Sign out there: {device}", es: "Cerrar sesión ahí: {device}" },
  signOutOthers: { en: "Sign out everywhere else", es: "Cerrar sesión en los demás" },

  passkeys: { en: "Device locks that open your account", es: "Bloqueos de dispositivo que abren tu cuenta" },
  passkeysWhy: {
    en: "Sign in the way you unlock a device: face, fingerprint or PIN. These are also called passkeys.",
    es: "Inicia sesión como desbloqueas un dispositivo: cara, huella o PIN. También se llaman llaves de acceso.",
  },
  passkeysNone: { en: "None yet.", es: "Aún no hay ninguno." },
  passkeyAdded: { en: "added {time}", es: "añadido {time}" },
  addPasskey: { en: "Add this device", es: "Añadir este dispositivo" },
  passkeyName: { en: "A name for it", es: "Un nombre" },
  passkeyNameHint: { en: "So that you know it again in this list.", es: "Para reconocerlo en esta lista." },
  phone: { en: "Phone", es: "Teléfono" },
  computer: { en: "Computer", es: "Computadora" },
  remove: { en: "Remove", es: "Quitar" },
  removeNamed: { en: "Remove {name}", es: "Quitar {name}" },
  removeSure: { en: "Yes, remove {name}", es: "Sí, quitar {name}" },
  keep: { en: "Keep it", es: "Conservarlo" },
  lastWayIn: {
    en: "This is your only way in. Add another one first.",
    es: "Es tu única forma de entrar. Añade otra primero.",
  },

  passphraseOn: { en: "You have a passphrase.", es: "Tienes una frase de contraseña." },
  passphraseOff: { en: "You have no passphrase.", es: "No tienes frase de contraseña." },
  changePassphrase: { en: "Change passphrase", es: "Cambiar la frase" },
  setPassphrase: { en: "Set a passphrase", es: "Crear una frase" },
  passphraseEnds: {
    en: "You will be signed out everywhere else.",
    es: "Se cerrará tu sesión en los demás dispositivos.",
  },
  passphraseChanged: { en: "Your passphrase is changed.", es: "Tu frase de contraseña cambió." },

  totp: { en: "Authenticator app", es: "Aplicación de autenticación" },
  totpOn: { en: "It is set up.", es: "Está configurada." },
  totpOff: { en: "It is not set up.", es: "No está configurada." },
  totpStart: { en: "Set it up", es: "Configurarla" },
  totpAnew: { en: "Set it up anew", es: "Configurarla de nuevo" },
  totpDone: { en: "Your authenticator app is set up.", es: "Tu aplicación de autenticación está lista." },

  recoveryCode: { en: "Recovery code", es: "Código de recuperación" },
  recoveryWhy: {
    en: "Opens your account once, in place of the app’s numbers, when your phone is gone. Keep it on paper.",
    es: "Abre tu cuenta una vez, en lugar de los números de la aplicación, si pierdes el teléfono. Guárdalo en papel.",
  },
  recoveryOn: { en: "You have one. A new one replaces it.", es: "Tienes uno. Uno nuevo lo reemplaza." },
  recoveryOff: { en: "You have none.", es: "No tienes ninguno." },
  recoveryMake: { en: "Make a recovery code", es: "Crear un código de recuperación" },
  recoveryOnce: {
    en: "It is shown this once. Print it or write it down, and keep it in a safe place.",
    es: "Se muestra solo esta vez. Imprímelo o escríbelo y guárdalo en un lugar seguro.",
  },
  print: { en: "Print", es: "Imprimir" },
  haveIt: { en: "I have it", es: "Ya lo tengo" },
});
