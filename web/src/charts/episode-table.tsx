import { clinicWords as c } from "../i18n/clinic.ts";
import { effectName } from "../i18n/effects.ts";
import { dayAndTime } from "../i18n/format.ts";
import { lasted, reporterWord } from "./episode-parts.tsx";
import { goesOn, type Seen } from "./episodes.ts";
import { Heads } from "./heads.tsx";
import { severityWord, t } from "./words.ts";

/** Every episode, newest first: whose session, who saw it, and how bad it was over time. */
export function EpisodeTable({ seen, zone }: { seen: readonly Seen[]; zone: string }) {
  const heads = [
    c("effect"),
    c("reportedBy"),
    c("severity"),
    c("started"),
    c("ended"),
    c("lasted"),
    c("afterSession"),
  ];
  return (
    <table>
      <caption class="visually-hidden">{t("sideEffects")}</caption>
      <Heads of={heads} />
      <tbody>
        {seen.toReversed().map((each) => (
          <tr key={each.id}>
            <th scope="row">{effectName(each.effect)}</th>
            <td>{reporterWord(each.reporter)}</td>
            <td>{each.stretches.map(({ severity }) => severityWord(severity)).join(" → ")}</td>
            <td>{dayAndTime(each.started_at, zone)}</td>
            <td>{endWords(each, zone)}</td>
            <td>{lasted(each)}</td>
            <td>{each.session ?? "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function endWords(seen: Seen, zone: string): string {
  if (seen.ended_at !== null) return dayAndTime(seen.ended_at, zone);
  return goesOn(seen) ? t("goesOn") : c("thereAtTheLast");
}
