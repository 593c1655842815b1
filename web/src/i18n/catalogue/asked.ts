import { messages } from "../translate.ts";

/** What a check-in asks for what one is treated for; these words travel with their questions. */
export const asked = messages({
  title: { en: "Also for you", es: "También para ti" },
  ownScale: {
    en: "These are this journal's own questions, not a validated scale.",
    es: "Son preguntas propias de este diario, no una escala validada.",
  },
  pain: { en: "Pain", es: "Dolor" },
  pain_high: { en: "most", es: "el máximo" },
  ocd_time: {
    en: "Time taken by obsessions and compulsions",
    es: "Tiempo que quitan las obsesiones y compulsiones",
  },
  ocd_time_high: { en: "all day", es: "todo el día" },
  unusually_high: { en: "Unusually high or driven", es: "Más acelerado o eufórico de lo normal" },
  unusually_high_high: { en: "very much", es: "muchísimo" },
  less_sleep: { en: "Needing much less sleep", es: "Necesitar dormir mucho menos" },
  less_sleep_high: { en: "very much", es: "muchísimo" },
  low: { en: "not at all", es: "nada" },
});
