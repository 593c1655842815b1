import { f, fadingSentence } from "../../charts/fading-words.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { alerts } from "../../state/clinic.ts";
import type { OpenPatient } from "../../state/clinic-patient.ts";
import { changeWords, sessionWords, stateWords, unresolvedWords } from "./in-short-words.ts";

/** The questions somebody asks between two patients, each answered in a sentence or two. */
export function InShort({ shown }: { shown: OpenPatient }) {
  const mine = (alerts.value ?? []).filter(
    (alert) => alert.patient.id === shown.patient.id && !alert.resolved_at,
  );
  return (
    <section class="card" aria-label={c("inShort")}>
      <dl class="in-short">
        <div>
          <dt>{c("howAreThey")}</dt>
          <dd>{stateWords(shown)}</dd>
        </div>
        <div>
          <dt>{c("whatChanged")}</dt>
          <dd>{changeWords(shown.recovery)}</dd>
        </div>
        <div>
          <dt>{c("lastSession")}</dt>
          <dd>{sessionWords(shown.recovery)}</dd>
        </div>
        {shown.recovery.fading ? (
          <div>
            <dt>{f("isItFading")}</dt>
            <dd>{fadingSentence(shown.recovery.fading)}</dd>
          </div>
        ) : null}
        <div>
          <dt>{c("unresolved")}</dt>
          <dd>{unresolvedWords(shown, mine)}</dd>
        </div>
      </dl>
    </section>
  );
}
