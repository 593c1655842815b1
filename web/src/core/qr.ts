/** A QR code as rows of "0" and "1", as the server draws them. */
export type QrRows = readonly string[];

/** The light border, in modules, that readers need around the code. */
export const QUIET = 4;

/** The dark modules as one path in units of a module: each run of them in a row is one rectangle. */
export function qrPath(rows: QrRows): string {
  return rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`),
    )
    .join("");
}
