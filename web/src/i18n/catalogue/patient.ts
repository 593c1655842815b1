import { messages } from "../translate.ts";

/** What the patient's screens say: second person, plain words, no exclamation marks. */
export const patient = messages({
  today: { en: "Today", es: "Hoy" },
  history: { en: "History", es: "Historial" },
  recovery: { en: "Recovery", es: "Evolución" },
  more: { en: "More", es: "Más" },
  helpNow: { en: "Help now", es: "Ayuda ahora" },
  menu: { en: "Menu", es: "Menú" },

  howIsToday: { en: "How is today?", es: "¿Cómo va hoy?" },
  howWasYesterday: { en: "How was yesterday?", es: "¿Cómo fue ayer?" },
  checkIn: { en: "Check in", es: "Registrar" },
  checkInAgain: { en: "Check in again", es: "Registrar otra vez" },
  change: { en: "Change", es: "Cambiar" },
  fillInYesterday: { en: "Fill in yesterday", es: "Rellenar ayer" },
  filledInLater: { en: "filled in later", es: "anotado después" },
  step: { en: "{n} of {of}", es: "{n} de {of}" },
  moodHint: { en: "How do you feel, all in all?", es: "¿Cómo te sientes, en general?" },
  functionHint: {
    en: "How well can you do what your day asks of you?",
    es: "¿Qué tan bien puedes con lo que te pide el día?",
  },
  worst: { en: "worst", es: "peor" },
  best: { en: "best", es: "mejor" },
  none: { en: "none", es: "nada" },
  most: { en: "most", es: "lo máximo" },
  low: { en: "low", es: "baja" },
  high: { en: "high", es: "alta" },
  outOfTen: { en: "{label} {n} of 10", es: "{label} {n} de 10" },
  tooHard: { en: "Too hard today", es: "Hoy es demasiado" },
  tooHardThatDay: { en: "Too hard that day", es: "Ese día fue demasiado" },
  tooHardSaved: {
    en: "That is an answer too. Nothing more is needed.",
    es: "Eso también es una respuesta. No hace falta más.",
  },
  saved: { en: "Saved", es: "Guardado" },
  done: { en: "Done", es: "Listo" },
  addMore: { en: "Add more", es: "Añadir más" },
  sleepHours: { en: "Hours of sleep", es: "Horas de sueño" },
  sleepError: { en: "Hours from 0 to 24", es: "Horas de 0 a 24" },
  facets: { en: "Function, place by place", es: "Funcionamiento, por lugares" },
  facetWork: { en: "Work or study", es: "Trabajo o estudio" },
  facetHome: { en: "Home and looking after yourself", es: "Casa y cuidado personal" },
  facetPeople: { en: "People", es: "Personas" },
  clear: { en: "Clear {label}", es: "Borrar {label}" },
  note: { en: "Note", es: "Nota" },
  noteWho: { en: "Who may read the note", es: "Quién puede leer la nota" },
  noteShared: { en: "My clinic and I", es: "Mi clínica y yo" },
  notePrivate: { en: "Only me", es: "Solo yo" },
  wordsUnreadable: {
    en: "The words of this entry can't be opened: they are no longer what was written. Please tell your clinic.",
    es: "Las palabras de esta entrada no se pueden abrir: ya no son lo que se escribió. Avisa a tu clínica, por favor.",
  },
  noteUnwatched: {
    en: "Nobody checks notes for emergencies. If you need help, use Help now.",
    es: "Nadie revisa las notas por si hay una emergencia. Si necesitas ayuda, usa Ayuda ahora.",
  },
  notSaved: {
    en: "This phone could not save that. Please try again, or free some space.",
    es: "Este teléfono no pudo guardarlo. Inténtalo de nuevo o libera espacio.",
  },
  phoneFull: {
    en: "This phone is full, so that was not saved. Please free some space and try again.",
    es: "Este teléfono está lleno y no se guardó. Libera espacio e inténtalo de nuevo.",
  },
  lost: {
    en: {
      one: "{n} entry written on this phone is not here any more and never reached your clinic.",
      other: "{n} entries written on this phone are not here any more and never reached your clinic.",
    },
    es: {
      one: "{n} anotación hecha en este teléfono ya no está aquí y nunca llegó a tu clínica.",
      other: "{n} anotaciones hechas en este teléfono ya no están aquí y nunca llegaron a tu clínica.",
    },
  },
  lostWhy: {
    en: "Your browser may have cleared them. If you remember what they said, you can tell your clinic.",
    es: "Quizá tu navegador las borró. Si recuerdas lo que decían, puedes contárselo a tu clínica.",
  },
  lostRead: { en: "I have read this", es: "Lo he leído" },
  noStore: {
    en: "This browser does not let the journal save anything. Leave private browsing, or use another browser.",
    es: "Este navegador no deja guardar nada. Sal de la navegación privada o usa otro navegador.",
  },

  onPhone: { en: "On this phone, {time}", es: "En este teléfono, {time}" },
  clinicHas: { en: "Your clinic has it, {time}", es: "Tu clínica lo tiene, {time}" },
  seen: { en: "Seen by your clinic", es: "Visto por tu clínica" },
  needsYou: { en: "Needs you", es: "Necesita tu atención" },
  moodAndFunction: { en: "Mood {mood}, function {function}", es: "Ánimo {mood}, funcionamiento {function}" },
  notRated: { en: "not rated", es: "sin valorar" },

  daysSince: {
    en: { one: "Day {n} since your session", other: "Day {n} since your session" },
    es: { one: "Día {n} desde tu sesión", other: "Día {n} desde tu sesión" },
  },
  sessionToday: { en: "You had a session today", es: "Hoy tuviste una sesión" },
  lastDays: { en: "Your last 14 days", es: "Tus últimos 14 días" },
  seeRecovery: { en: "See your recovery", es: "Ver tu evolución" },
  dueTitle: { en: "Due", es: "Pendiente" },
  dueQuestions: { en: "Weekly questions: {name}", es: "Preguntas semanales: {name}" },
  dueTime: { en: "about 3 minutes", es: "unos 3 minutos" },
  reportEffect: { en: "Report a side effect", es: "Anotar un efecto secundario" },
  addEvent: { en: "Note something that happened", es: "Anotar algo que pasó" },

  expiredTitle: { en: "Please sign in again", es: "Inicia sesión otra vez" },
  expiredWhy: {
    en: "Your entries are safe on this phone. They go to your clinic once you sign in.",
    es: "Tus anotaciones están a salvo en este teléfono. Llegarán a tu clínica cuando inicies sesión.",
  },
  tooOld: {
    en: "This version is too old to send. Your entries are safe on this phone. Please update.",
    es: "Esta versión es demasiado antigua para enviar. Tus anotaciones están a salvo. Actualiza, por favor.",
  },
  notAllowed: {
    en: "Your clinic did not take your entries. They are safe on this phone. Please call your clinic.",
    es: "Tu clínica no recibió tus anotaciones. Están a salvo en este teléfono. Llama a tu clínica.",
  },
  refusedTitle: {
    en: { one: "{n} entry needs you", other: "{n} entries need you" },
    es: { one: "{n} anotación necesita tu atención", other: "{n} anotaciones necesitan tu atención" },
  },
  look: { en: "Have a look", es: "Ver" },
  waiting: {
    en: { one: "{n} entry waits on this phone", other: "{n} entries wait on this phone" },
    es: { one: "{n} anotación espera en este teléfono", other: "{n} anotaciones esperan en este teléfono" },
  },

  sideEffects: { en: "Side effects", es: "Efectos secundarios" },
  stillThere: { en: "Still there?", es: "¿Sigue ahí?" },
  stillSame: { en: "Yes, the same", es: "Sí, igual" },
  stillChanged: { en: "Yes, but changed", es: "Sí, pero cambió" },
  ended: { en: "No, it ended", es: "No, ya pasó" },
  since: { en: "since {time}", es: "desde {time}" },
  whatIsIt: { en: "What do you notice?", es: "¿Qué notas?" },
  groupCommon: { en: "Common", es: "Frecuentes" },
  groupHead: { en: "Head and eyes", es: "Cabeza y ojos" },
  groupBody: { en: "Body", es: "Cuerpo" },
  groupHeart: { en: "Heart and breath", es: "Corazón y respiración" },
  groupMind: { en: "Feelings and sleep", es: "Emociones y sueño" },
  groupBladder: { en: "Bladder", es: "Vejiga" },
  howBad: { en: "How bad is it?", es: "¿Qué tan fuerte es?" },
  howMuchInTheWay: { en: "How much does it get in your way?", es: "¿Cuánto te estorba?" },
  inTheWay0: { en: "Not at all", es: "Nada" },
  inTheWay1: { en: "A little", es: "Un poco" },
  inTheWay2: { en: "Somewhat", es: "Algo" },
  inTheWay3: { en: "Quite a bit", es: "Bastante" },
  inTheWay4: { en: "Very much", es: "Mucho" },
  startedWhen: { en: "When did it start?", es: "¿Cuándo empezó?" },
  endedWhen: { en: "When did it end?", es: "¿Cuándo terminó?" },
  timeRange: { en: "A time in the last 7 days", es: "Una hora de los últimos 7 días" },
  endBeforeStart: { en: "It ends after it starts", es: "Termina después de empezar" },
  emergencyTitle: { en: "This can be an emergency", es: "Esto puede ser una emergencia" },
  emergencyWhy: {
    en: "If you have it now, call {number} or have someone take you to an emergency room. Write it down later.",
    es: "Si lo tienes ahora, llama al {number} o pide que te lleven a urgencias. Anótalo después.",
  },
  noteItDown: { en: "Note it in my journal", es: "Anotarlo en mi diario" },
  effectStarted: { en: "{effect}, {severity}", es: "{effect}, {severity}" },
  effectEnded: { en: "ended {time}", es: "terminó {time}" },

  eventTitle: { en: "What happened?", es: "¿Qué pasó?" },
  eventHint: {
    en: "A move, a new job, a change of medicine: it is drawn on your chart. Your clinic can read it.",
    es: "Una mudanza, un trabajo nuevo, un cambio de medicina: aparece en tu gráfica. Tu clínica puede leerlo.",
  },
  eventEmpty: { en: "Write a few words", es: "Escribe unas palabras" },

  start: { en: "Start", es: "Empezar" },
  goOn: { en: "Go on", es: "Seguir" },
  begunToday: { en: "You have begun this today.", es: "Ya lo empezaste hoy." },
  allOrNothing: {
    en: "It counts when every question has an answer. You can stop and go on later today.",
    es: "Cuenta cuando respondes todas las preguntas. Puedes parar y seguir más tarde hoy.",
  },
  lookedAt: {
    en: "Nobody watches your answers live. If you are in danger, use Help now.",
    es: "Nadie mira tus respuestas en vivo. Si estás en peligro, usa Ayuda ahora.",
  },
  thanks: { en: "Thank you", es: "Gracias" },
  answersSaved: { en: "All your answers are saved.", es: "Todas tus respuestas están guardadas." },
  totalOf: { en: "{name}: total {n}", es: "{name}: total {n}" },
  skipQuestion: { en: "Leave this one out", es: "Dejar esta sin responder" },

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

  confirmForHistory: {
    en: "Confirm it’s you to see your history.",
    es: "Confirma que eres tú para ver tu historial.",
  },
  confirmForRecovery: {
    en: "Confirm it’s you to see your recovery.",
    es: "Confirma que eres tú para ver tu evolución.",
  },
  confirmWhy: {
    en: "So nobody else who holds your phone can read it. You can always write down how you are.",
    es: "Así nadie más que tenga tu teléfono puede leerlo. Siempre puedes anotar cómo estás.",
  },
  companionPass: { en: "Pass for who brings you home", es: "Pase para quien te lleva a casa" },
  accountAndDevices: { en: "Your account and devices", es: "Tu cuenta y tus dispositivos" },

  nothingYet: { en: "Nothing here yet", es: "Aún no hay nada" },
  nothingYetWhy: {
    en: "What you write down appears here, day by day.",
    es: "Lo que anotes aparecerá aquí, día por día.",
  },
  entryTooHard: { en: "Too hard", es: "Demasiado" },
  entryNotSafe: { en: "You said you are not safe", es: "Dijiste que no estás a salvo" },
  correct: { en: "Correct", es: "Corregir" },
  earlier: {
    en: { one: "{n} earlier version", other: "{n} earlier versions" },
    es: { one: "{n} versión anterior", other: "{n} versiones anteriores" },
  },
  withdraw: { en: "Withdraw", es: "Retirar" },
  mend: { en: "Mend it", es: "Arreglarlo" },
  keepThis: { en: "Keep this one", es: "Quedarme con esta" },
  conflictTitle: { en: "Changed in two places", es: "Cambiado en dos lugares" },
  conflictWhy: {
    en: "This was also changed elsewhere. Which one is right?",
    es: "Esto también se cambió en otro lugar. ¿Cuál es la correcta?",
  },
  here: { en: "On this phone", es: "En este teléfono" },
  atClinic: { en: "At your clinic", es: "En tu clínica" },
  rejectedTitle: { en: "Your clinic did not take this", es: "Tu clínica no aceptó esto" },
  rejectedWhy: {
    en: "It is still on this phone. You can mend it, or withdraw it.",
    es: "Sigue en este teléfono. Puedes arreglarlo o retirarlo.",
  },
  reasonTime: {
    en: "Your clinic can't take its time: too long ago, or still to come. Is the clock of this phone right?",
    es: "Tu clínica no acepta su hora: hace demasiado tiempo, o aún no llega. ¿Está bien el reloj del teléfono?",
  },
  reasonReplaces: {
    en: "What it corrects is not at your clinic.",
    es: "Lo que corrige no está en tu clínica.",
  },
  reasonOther: { en: "Your clinic says: {detail}", es: "Tu clínica dice: {detail}" },
  older: { en: "Older days", es: "Días anteriores" },
  olderOffline: { en: "Older days need a connection.", es: "Los días anteriores necesitan conexión." },
  noOlder: { en: "There is nothing older.", es: "No hay nada anterior." },

  recoveryEmpty: {
    en: "Your chart appears here once your clinic has your first check-ins.",
    es: "Tu gráfica aparecerá aquí cuando tu clínica tenga tus primeros registros.",
  },
  recoveryNote: {
    en: "Days you did not fill in stay empty. That is fine.",
    es: "Los días que no rellenaste quedan vacíos. No pasa nada.",
  },

  install: { en: "Put it on your home screen", es: "Ponlo en tu pantalla de inicio" },
  installWhy: {
    en: "It opens faster there, and your phone keeps your entries safe for longer.",
    es: "Allí abre más rápido, y tu teléfono guarda tus anotaciones por más tiempo.",
  },
  installHow: {
    en: "Open your browser's menu (on an iPhone: Share) and choose “Add to Home Screen”.",
    es: "Abre el menú de tu navegador (en un iPhone: Compartir) y elige «Añadir a pantalla de inicio».",
  },
  installNow: { en: "Install", es: "Instalar" },
  account: { en: "Signed in", es: "Sesión iniciada" },
  sentAll: { en: "Your clinic has everything.", es: "Tu clínica lo tiene todo." },
  sendNow: { en: "Send now", es: "Enviar ahora" },
  sendingNow: { en: "Sending", es: "Enviando" },
  notSent: { en: "Some entries are not sent yet", es: "Algunas anotaciones aún no se han enviado" },
  notSentWhy: {
    en: {
      one: "{n} entry could not be sent. It can stay on this phone until you sign in here again.",
      other: "{n} entries could not be sent. They can stay on this phone until you sign in here again.",
    },
    es: {
      one: "No se pudo enviar {n} anotación. Puede quedarse en este teléfono hasta que inicies sesión aquí de nuevo.",
      other:
        "No se pudieron enviar {n} anotaciones. Pueden quedarse en este teléfono hasta que inicies sesión aquí de nuevo.",
    },
  },
  keepAndLeave: { en: "Keep them here and sign out", es: "Guardarlas aquí y cerrar sesión" },
  discardAndLeave: {
    en: { one: "Discard {n} entry and sign out", other: "Discard {n} entries and sign out" },
    es: {
      one: "Descartar {n} anotación y cerrar sesión",
      other: "Descartar {n} anotaciones y cerrar sesión",
    },
  },
});
