import "./qr.css";
import { type QrRows, QUIET, qrPath } from "../core/qr.ts";

interface QrProps {
  rows: QrRows;
  /** What it leads to: the address stands beside it in words for whoever has no camera. */
  label: string;
}

/** A QR code: black on white in any theme, because a camera reads it. */
export function Qr({ rows, label }: QrProps) {
  const side = rows.length + 2 * QUIET;
  return (
    <svg class="qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label}>
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
      <path d={qrPath(rows)} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
