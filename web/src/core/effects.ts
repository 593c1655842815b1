/** The side effects a person can report, by the codes of the server's table, grouped as they are offered. */
export const EFFECT_GROUPS = {
  common: [
    "sedation",
    "dizziness",
    "dissociation",
    "nausea",
    "headache",
    "fatigue",
    "anxiety",
    "blurred_vision",
  ],
  head: ["vertigo", "double_vision", "nystagmus", "hallucination", "tingling", "memory"],
  body: ["vomiting", "no_fluids", "salivation", "iv_site", "jaundice"],
  heart: ["high_bp", "palpitations", "fast_heart", "chest_pain", "breathless", "faint", "seizure"],
  mind: ["panic", "agitation", "unusually_high", "nightmare", "insomnia", "craving"],
  bladder: ["dysuria", "urinary_frequency", "urinary_urgency", "bladder_pain", "haematuria"],
} as const;

export type EffectGroup = keyof typeof EFFECT_GROUPS;
export type Effect = (typeof EFFECT_GROUPS)[EffectGroup][number];

/** Never expected after a session, and possibly an emergency: the app says so before it asks anything more. */
const EMERGENCIES: ReadonlySet<string> = new Set(["chest_pain", "breathless", "faint", "seizure"]);

export function isEmergency(effect: string): boolean {
  return EMERGENCIES.has(effect);
}
