import type { ReasonKind } from "../../core/clinic.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";

/** The shape says how urgent: full, half, empty, dotted. Its word always stands beside it. */
const SHAPES: Readonly<Record<ReasonKind | "none", string>> = {
  alert: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z",
  fading: "M8 1.5a6.5 6.5 0 0 0 0 13z",
  silent: "",
  due: "M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z",
  none: "",
};

export function Mark({ kind }: { kind: ReasonKind | "none" }) {
  return (
    <span class={`mark mark-${kind}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        {kind === "none" ? null : <circle class="mark-ring" cx="8" cy="8" r="6.5" />}
        <path class="mark-fill" d={SHAPES[kind]} />
      </svg>
      {c(`kind_${kind}`)}
    </span>
  );
}
