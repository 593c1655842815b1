import { Scroll } from "../../charts/frame.tsx";
import { Heads } from "../../charts/heads.tsx";
import type { Recovery } from "../../core/recovery.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { fullDay } from "../../i18n/format.ts";
import { Notice } from "../../ui/notice.tsx";

/** Where it is published that benzodiazepines may weaken the response. */
const BENZODIAZEPINES = "10.3389/fpsyt.2020.00844";

/** Medicines as the patient reports them. What to do about one is for people to say. */
export function Medications({ data }: { data: Recovery }) {
  const said = (data.medications ?? []).filter((each) => each.stands);
  if (said.length === 0) return <p class="muted">{c("noMedications")}</p>;
  const taken = said.filter(({ status }) => status === "taking");
  return (
    <div class="stack-s">
      {taken.some(({ benzodiazepine }) => benzodiazepine) ? (
        <Notice tone="caution">
          <p>
            {c("benzodiazepineNote")}{" "}
            <a href={`https://doi.org/${BENZODIAZEPINES}`} rel="noreferrer" target="_blank">
              doi:{BENZODIAZEPINES}
            </a>
          </p>
        </Notice>
      ) : null}
      <Scroll label={c("medications")}>
        <table class="figures figures-words">
          <caption class="visually-hidden">{c("medications")}</caption>
          <Heads of={[c("medicineName"), c("medicineDose"), c("medicineStatus"), c("medicineSince")]} />
          <tbody>
            {said.map((each) => (
              <tr key={each.id}>
                <th scope="row">
                  {each.name || c("unreadableName")}
                  {each.benzodiazepine ? <span class="muted small"> · {c("benzodiazepine")}</span> : null}
                </th>
                <td>{each.dose_text ?? "–"}</td>
                <td>{c(each.status === "taking" ? "statusTaking" : "statusStopped")}</td>
                <td>{fullDay(each.date)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}
