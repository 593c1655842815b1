/** What somebody measures and takes at home: limits, and the last word on each medicine. Pure. */

/** A blood pressure of which the clinic wants to hear at once (rule; the clinic's own alert decides by its own). */
const HIGH = { systolic: 180, diastolic: 120 };

export function isHigh(reading: { readonly systolic: number; readonly diastolic: number }): boolean {
  return reading.systolic >= HIGH.systolic || reading.diastolic >= HIGH.diastolic;
}

/** What the server takes: mmHg, mmHg, beats a minute. */
export const LIMITS = {
  systolic: [40, 300],
  diastolic: [20, 200],
  heart_rate: [20, 300],
} as const;

export type Measured = keyof typeof LIMITS;

/** A whole number within the limits, as typed; null for nothing typed, NaN for what is none. */
export function measured(name: Measured, typed: string): number | null {
  const text = typed.trim();
  if (text === "") return null;
  const [low, high] = LIMITS[name];
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : Number.NaN;
}

/** The last statement about each medicine, those taken first, then by name; the clinic's own rule. */
export function latestOf<M extends { readonly name: string; readonly status: string }>(
  statements: readonly M[],
): readonly M[] {
  const last = new Map(statements.map((said) => [nameKey(said.name), said]));
  return [...last.values()].sort(
    (a, b) =>
      Number(a.status === "stopped") - Number(b.status === "stopped") ||
      nameKey(a.name).localeCompare(nameKey(b.name)),
  );
}

function nameKey(name: string): string {
  return name.toLowerCase().trim().replace(/\s+/g, " ");
}
