import { clinicWords as c } from "../i18n/clinic.ts";
import type { Reporter } from "./episodes.ts";

const HOUR_MS = 3_600_000;
const WORDS = { patient: "byPatient", companion: "byCompanionWord", staff: "byStaff" } as const;

export function reporterWord(reporter: Reporter): string {
  return c(WORDS[reporter]);
}

/** The pattern that a reporter's bars have. */
export function ReporterMark({ reporter }: { reporter: Reporter }) {
  return (
    <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true" focusable="false">
      {reporter === "companion" ? (
        <line class="by-companion" x1={1} x2={27} y1={6} y2={6} />
      ) : (
        <rect class={`severity-bar severity-2 by-${reporter}`} x={1} y={3} width={26} height={6} />
      )}
    </svg>
  );
}

/** "3 h", or "2 days" from two days on; nothing while it goes on. */
export function lasted(episode: { readonly started_at: string; readonly ended_at: string | null }): string {
  if (episode.ended_at === null) return "–";
  const hours = (Date.parse(episode.ended_at) - Date.parse(episode.started_at)) / HOUR_MS;
  if (hours >= 48) return c("lastedDays", { n: Math.round(hours / 24) });
  return hours < 1 ? c("lastedUnderHour") : c("hoursShort", { value: Math.round(hours) });
}
