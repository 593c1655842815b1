import type { ReasonKind, WorkRow } from "../../core/clinic.ts";

/** Rows with such a reason whose name holds every word typed, whatever its accents and capitals. */
export function fitting(
  rows: readonly WorkRow[],
  kind: ReasonKind | null,
  wanted: string,
): readonly WorkRow[] {
  const words = folded(wanted).split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (kind === null || row.reasons.some((reason) => reason.kind === kind)) &&
      words.every((word) => folded(row.name).includes(word)),
  );
}

/** Text without accents and capitals. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
