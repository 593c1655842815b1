import { Heads } from "../../../charts/heads.tsx";
import "./results.css";
import { useEffect } from "preact/hooks";
import { DosePlot } from "../../../charts/dose-plot.tsx";
import { Scroll } from "../../../charts/frame.tsx";
import { figure } from "../../../charts/words.ts";
import type { Dose, Doses } from "../../../core/results.ts";
import { routeWord } from "../../../i18n/clinic.ts";
import { severityName } from "../../../i18n/effects.ts";
import { fullDay } from "../../../i18n/format.ts";
import { resultsWords as r } from "../../../i18n/results.ts";
import { doses, loadDoses } from "../../../state/results.ts";
import { Card } from "../../../ui/card.tsx";
import { Waiting } from "../waiting.tsx";

/** What each session gave, and what was reported of it. `seen` changes with every session recorded. */
export function DoseCard({ patient, seen }: { patient: string; seen: number }) {
  useEffect(() => {
    void loadDoses(patient);
  }, [patient, seen]);
  const shown = doses.value;
  const own = shown?.patient_id === patient ? shown : null;
  return (
    <Card title={r("doses")} class="patient-wide">
      {own ? <Shown shown={own} /> : <Waiting retry={() => void loadDoses(patient)} />}
    </Card>
  );
}

function Shown({ shown }: { shown: Doses }) {
  if (shown.sessions.length === 0) return <p class="muted">{r("noSessions")}</p>;
  const routes = Object.entries(shown.by_route).map(([route, n]) =>
    r("routeCount", { route: routeWord(route), n }),
  );
  return (
    <div class="stack">
      <p>{r("sessionsSoFar", { n: shown.sessions.length, routes: routes.join(", ") })}</p>
      <p class="muted small">{r("dosesNote")}</p>
      <DoseTable sessions={shown.sessions} />
      <div class="results-curves">
        <DosePlot sessions={shown.sessions} of="dissociation" />
        <DosePlot sessions={shown.sessions} of="mood" />
      </div>
    </div>
  );
}

/** Newest first. */
function DoseTable({ sessions }: { sessions: readonly Dose[] }) {
  const heads = ["session", "route", "dose", "weight"] as const;
  return (
    <Scroll label={r("doses")}>
      <table class="figures">
        <caption class="visually-hidden">{r("doses")}</caption>
        <Heads of={[...heads.map((head) => r(head)), "mg/kg", r("dissociation"), r("moodWeek")]} />
        <tbody>
          {sessions.toReversed().map((session) => (
            <tr key={session.session_id}>
              <th scope="row">{r("sessionName", { n: session.number, date: fullDay(session.date) })}</th>
              <td>{r("ofRoute", { route: routeWord(session.route), n: session.of_route })}</td>
              <td>{figure(session.dose_mg, 2)}</td>
              <td>{figure(session.weight_kg)}</td>
              <td>{figure(session.mg_per_kg, 2)}</td>
              <td>{session.dissociation === null ? "–" : severityName(session.dissociation)}</td>
              <td>{figure(session.mood)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
