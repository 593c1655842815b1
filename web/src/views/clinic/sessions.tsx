import { Scroll } from "../../charts/frame.tsx";
import { Heads } from "../../charts/heads.tsx";
import { figure } from "../../charts/words.ts";
import type { Recovery } from "../../core/recovery.ts";
import { clinicWords as c, drugWord, routeWord } from "../../i18n/clinic.ts";
import { fullDay, time } from "../../i18n/format.ts";
import { Link } from "../../ui/link.tsx";

/** What was given, newest first. */
export function Sessions({ data }: { data: Recovery }) {
  if (data.sessions.length === 0) return <p class="muted">{c("noSessionsYet")}</p>;
  return (
    <Scroll label={c("sessionsTitle")}>
      <table class="figures">
        <caption class="visually-hidden">{c("sessionsTitle")}</caption>
        <Heads
          of={[
            c("afterSession"),
            c("sessionStart"),
            c("sessionEnd"),
            c("drug"),
            c("route"),
            c("dose"),
            "mg/kg",
          ]}
        >
          <th scope="col" class="no-print">
            <span class="visually-hidden">{c("openSession")}</span>
          </th>
        </Heads>
        <tbody>
          {data.sessions
            .map((session, index) => (
              <tr key={session.id}>
                <th scope="row">{c("intervalName", { n: index + 1, date: fullDay(session.date) })}</th>
                <td>{time(session.started_at, data.zone)}</td>
                <td>{time(session.ended_at, data.zone)}</td>
                <td>{drugWord(session.drug ?? "ketamine")}</td>
                <td>{routeWord(session.route)}</td>
                <td>{figure(session.dose_mg, 2)}</td>
                <td>{figure(session.mg_per_kg, 2)}</td>
                <td class="no-print">
                  <Link to={`/patients/${data.patient_id}/session/${session.id}`} class="button button-quiet">
                    {c("openSession")}
                    <span class="visually-hidden"> {fullDay(session.date)}</span>
                  </Link>
                </td>
              </tr>
            ))
            .toReversed()}
        </tbody>
      </table>
    </Scroll>
  );
}
