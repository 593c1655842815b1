import type { ReasonKind, WorkRow } from "../../core/clinic.ts";

export type Finder = (kind: ReasonKind | null, wanted: string) => readonly WorkRow[];

/** Rows with such a reason whose name holds every word typed, whatever its accents and capitals. */
export function fitting(
  rows: readonly WorkRow[],
  kind: ReasonKind | null,
  wanted: string,
): readonly WorkRow[] {
  return finder(rows)(kind, wanted);
}

/** The same for a list that is searched with every letter typed: its names are folded once. */
export function finder(rows: readonly WorkRow[]): Finder {
  const names = rows.map((row) => folded(row.name));
  return (kind, wanted) => {
    const words = folded(wanted).split(/\s+/).filter(Boolean);
    return rows.filter(
      (row, index) =>
        (kind === null || row.reasons.some((reason) => reason.kind === kind)) &&
        words.every((word) => names[index]?.includes(word)),
    );
  };
}

/** Text without accents and capitals. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
