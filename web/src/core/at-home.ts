/** What is measured and taken at home, in words that are the same in every language. Pure. */

/** "131/84 mmHg, 71/min" */
export function pressureWords(reading: {
  readonly systolic: number;
  readonly diastolic: number;
  readonly heart_rate?: number | null;
}): string {
  const pressure = `${reading.systolic}/${reading.diastolic} mmHg`;
  return reading.heart_rate ? `${pressure}, ${reading.heart_rate}/min` : pressure;
}

/** "Sertraline 50 mg", as its taker writes it. */
export function medicineWords(said: { readonly name: string; readonly dose_text?: string | null }): string {
  return said.dose_text ? `${said.name} ${said.dose_text}` : said.name;
}
