/** What one interval shows, and where the present one stands: for those who treat. */
export const fading = {
  lift: { en: "Lift", es: "Subida" },
  daysAbove: { en: "Days above", es: "Días por encima" },
  ofDays: { en: "{above} of {n}", es: "{above} de {n}" },
  saidNoBaseline: {
    en: "{what}: too few days before the session, so there is nothing to compare with.",
    es: "{what}: muy pocos días antes de la sesión, así que no hay con qué comparar.",
  },
  saidNoPeak: {
    en: "{what}: {baseline} before; too few days after it.",
    es: "{what}: {baseline} antes; muy pocos días después.",
  },
  saidPeak: {
    en: "{what}: {baseline} before, best {peak} on day {day} (lift {lift}).",
    es: "{what}: {baseline} antes, mejor {peak} el día {day} (subida {lift}).",
  },
  saidAbove: {
    en: {
      one: "{above} of {n} rated day stood at {threshold} or above.",
      other: "{above} of {n} rated days stood at {threshold} or above.",
    },
    es: {
      one: "{above} de {n} día anotado llegó a {threshold} o más.",
      other: "{above} de {n} días anotados llegaron a {threshold} o más.",
    },
  },
  saidNone: { en: "No benefit was seen.", es: "No se vio beneficio." },
  saidNoneYet: { en: "No benefit is seen so far.", es: "Aún no se ve beneficio." },
  saidLost: { en: "Benefit was lost on day {day}.", es: "El beneficio se perdió el día {day}." },
  saidHolds: { en: "Benefit still held on day {day}.", es: "El beneficio se mantenía el día {day}." },
  saidAdherence: {
    en: "Entries on {percent} % of {days} days.",
    es: "Anotaciones en el {percent} % de {days} días.",
  },
  isItFading: { en: "Is it fading?", es: "¿Está decayendo?" },
  fadingFew: {
    en: {
      one: "Day {day}. The loss of benefit was seen in {n} past interval: too few to say more.",
      other: "Day {day}. The loss of benefit was seen in {n} past intervals: too few to say more.",
    },
    es: {
      one: "Día {day}. La pérdida del beneficio se vio en {n} intervalo previo: muy pocos para decir más.",
      other:
        "Día {day}. La pérdida del beneficio se vio en {n} intervalos previos: muy pocos para decir más.",
    },
  },
  fadingRange: {
    en: "Day {day}. In mood, benefit held {low}-{high} days in the last three of {n} past intervals.",
    es: "Día {day}. En el ánimo, el beneficio duró {low}-{high} días en los últimos tres de {n} intervalos previos.",
  },
  turnBoth: { en: "Both lines turn down.", es: "Ambas líneas bajan." },
  turnMood: {
    en: "Mood turns down; function does not, or is not known.",
    es: "El ánimo baja; el funcionamiento no, o no se sabe.",
  },
  turnFunction: {
    en: "Function turns down; mood does not, or is not known.",
    es: "El funcionamiento baja; el ánimo no, o no se sabe.",
  },
  turnNeither: {
    en: "Neither line is seen to turn down.",
    es: "No se ve que ninguna línea baje.",
  },
  fadingChance: {
    en: "Estimated chance that benefit is lost within 7 days: {percent} %. The day of loss is put at {low} to {high} (80 % interval).",
    es: "Probabilidad estimada de perder el beneficio en 7 días: {percent} %. El día de la pérdida se sitúa entre el {low} y el {high} (intervalo del 80 %).",
  },
  fadingChanceOpen: {
    en: "Estimated chance that benefit is lost within 7 days: {percent} %. The day of loss is put at {low} or later (80 % interval).",
    es: "Probabilidad estimada de perder el beneficio en 7 días: {percent} %. El día de la pérdida se sitúa en el {low} o después (intervalo del 80 %).",
  },
  fadingTested: {
    en: "The estimate was tested on made-up patients only.",
    es: "La estimación solo se ha probado con pacientes inventados.",
  },
  why_no_baseline: {
    en: "No chance is given: too few days before this session.",
    es: "Sin probabilidad: muy pocos días antes de esta sesión.",
  },
  why_no_benefit: {
    en: "No chance is given: no benefit is seen in this interval.",
    es: "Sin probabilidad: no se ve beneficio en este intervalo.",
  },
  why_benefit_lost: {
    en: "The loss of benefit has been seen in this interval.",
    es: "La pérdida del beneficio ya se ha visto en este intervalo.",
  },
  why_few_answers: {
    en: "No chance is given: too few entries in the last days.",
    es: "Sin probabilidad: muy pocas anotaciones en los últimos días.",
  },
  wornOff: {
    en: "The last 4 days stand close to the line of loss: benefit seems to have worn off.",
    es: "Los últimos 4 días están cerca de la línea de pérdida: el beneficio parece haberse agotado.",
  },
} as const;
