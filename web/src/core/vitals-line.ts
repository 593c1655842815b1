/** A reading as it is typed at the chair: "1405 128/82 76 98". Pure. */

/** As typed; an empty string is what was not measured. */
export interface TypedReading {
  readonly at: string;
  readonly systolic: string;
  readonly diastolic: string;
  readonly heart_rate: string;
  readonly spo2: string;
}

const TIME = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/;
const PRESSURE = /^(\d{2,3})\/(\d{2,3})$/;
const RATE = /^(\d{2,3})$/;
const SATURATION = /^(\d{2,3})%$/;
const NOT_MEASURED = /^[-–]$/;

/**
 * The time first, then blood pressure as 128/82, then pulse and SpO2 in that order; what was not measured is left out
 * or a dash, and SpO2 may say so by a "%". Null where the line is none, or says something twice.
 */
export function parseReading(typed: string): TypedReading | null {
  const [first = "", ...rest] = typed.trim().split(/\s+/);
  const time = TIME.exec(first);
  if (!time || rest.length === 0) return null;
  const [, hours = "", minutes = ""] = time;
  const found: Record<string, string> = {};
  let place = 0;
  for (const word of rest) {
    if (!take(word, found, () => NUMBERS[place++])) return null;
  }
  if (Object.keys(found).length === 0) return null;
  const { systolic = "", diastolic = "", heart_rate = "", spo2 = "" } = found;
  return { at: `${hours.padStart(2, "0")}:${minutes}`, systolic, diastolic, heart_rate, spo2 };
}

/** What the bare numbers mean, in their order. */
const NUMBERS = ["heart_rate", "spo2"] as const;

function take(word: string, found: Record<string, string>, next: () => string | undefined): boolean {
  const pressure = PRESSURE.exec(word);
  if (pressure) {
    if ("systolic" in found) return false;
    found.systolic = pressure[1] ?? "";
    found.diastolic = pressure[2] ?? "";
    return true;
  }
  const saturation = SATURATION.exec(word);
  const name = saturation ? "spo2" : next();
  if (name === undefined || name in found) return false;
  if (NOT_MEASURED.test(word)) return true;
  const value = (saturation ?? RATE.exec(word))?.[1];
  if (value === undefined) return false;
  found[name] = value;
  return true;
}

/** The line that says this reading, to be typed over. */
export function lineOf({ at, systolic, diastolic, heart_rate, spo2 }: TypedReading): string {
  const pressure = systolic && diastolic ? `${systolic}/${diastolic}` : "";
  const rate = heart_rate || (spo2 ? "-" : "");
  return [at.replace(":", ""), pressure, rate, spo2].filter(Boolean).join(" ");
}
