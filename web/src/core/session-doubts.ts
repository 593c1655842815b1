/**
 * What in a session's record is possible and unusual: the form asks once whether it is right, and takes yes for an
 * answer. Nothing here is refused, and nothing says what would be right. The bounds are rules of this product.
 */

/** mg/kg of racemic ketamine from which on the form asks, by route. */
const ASK_ABOVE_MG_PER_KG: Readonly<Record<string, number>> = {
  iv: 1.5,
  im: 2,
  intranasal: 3,
  sublingual: 5,
  oral: 6,
  rectal: 6,
};
/** mg of esketamine from which on it asks. */
const ASK_ABOVE_ESKETAMINE_MG = 112;
/** kg: whose weight is not given is taken for somebody heavy, so that the form asks seldom. */
const WEIGHT_IF_UNKNOWN = 100;
const ASK_WEIGHT_OUTSIDE = [35, 200] as const;
/** Share of the last weight by which it may differ unasked. */
const ASK_WEIGHT_CHANGE = 0.15;
const ASK_LONGER_MS = 3 * 3_600_000;
const ASK_AGO_MS = 30 * 86_400_000;

export const ASK_VITALS = {
  systolic: [80, 200],
  diastolic: [40, 120],
  heart_rate: [40, 150],
  spo2: [88, 100],
} as const;

export interface Facts {
  readonly drug: string;
  readonly route: string;
  readonly doseMg: number;
  readonly weightKg: number | null;
  readonly lastWeightKg: number | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly now: number;
  readonly vitals: readonly { readonly [name in keyof typeof ASK_VITALS]?: number | null }[];
}

export type Doubt =
  | { readonly about: "dose"; readonly value: number }
  | { readonly about: "weight"; readonly value: number }
  | { readonly about: "weightChange"; readonly value: number; readonly last: number }
  | { readonly about: "duration"; readonly minutes: number }
  | { readonly about: "ago"; readonly days: number }
  | { readonly about: keyof typeof ASK_VITALS; readonly value: number; readonly row: number };

export function doubts(facts: Facts): readonly Doubt[] {
  const { doseMg, weightKg, lastWeightKg } = facts;
  const found: Doubt[] = [];
  if (doseMg > mostUnasked(facts)) found.push({ about: "dose", value: doseMg });
  if (weightKg !== null && (weightKg < ASK_WEIGHT_OUTSIDE[0] || weightKg > ASK_WEIGHT_OUTSIDE[1])) {
    found.push({ about: "weight", value: weightKg });
  } else if (weightKg !== null && lastWeightKg !== null && differs(weightKg, lastWeightKg)) {
    found.push({ about: "weightChange", value: weightKg, last: lastWeightKg });
  }
  const lasted = facts.endedAt - facts.startedAt;
  if (lasted > ASK_LONGER_MS) found.push({ about: "duration", minutes: Math.round(lasted / 60_000) });
  const ago = facts.now - facts.startedAt;
  if (ago > ASK_AGO_MS) found.push({ about: "ago", days: Math.floor(ago / 86_400_000) });
  return [...found, ...facts.vitals.flatMap(unusual)];
}

function mostUnasked({ drug, route, weightKg }: Facts): number {
  if (drug === "esketamine") return ASK_ABOVE_ESKETAMINE_MG;
  return (ASK_ABOVE_MG_PER_KG[route] ?? 0) * (weightKg ?? WEIGHT_IF_UNKNOWN);
}

function differs(weight: number, last: number): boolean {
  return Math.abs(weight - last) > last * ASK_WEIGHT_CHANGE;
}

function unusual(reading: Facts["vitals"][number], row: number): Doubt[] {
  return Object.entries(ASK_VITALS).flatMap(([name, [low, high]]) => {
    const about = name as keyof typeof ASK_VITALS;
    const value = reading[about];
    return value == null || (value >= low && value <= high) ? [] : [{ about, value, row }];
  });
}
