import { Scroll } from "../../../charts/frame.tsx";
import { Heads } from "../../../charts/heads.tsx";
import type { ResponseLine } from "../../../core/results.ts";
import { questionnaireName } from "../../../i18n/clinic.ts";
import { resultsWords as r } from "../../../i18n/results.ts";
import { Count, ShareCell } from "./share.tsx";

/** One row a questionnaire: who responded, who is in remission, who is worse. */
export function ResponseTable({ lines }: { lines: readonly ResponseLine[] }) {
  return (
    <Scroll label={r("response")}>
      <table class="figures">
        <caption class="visually-hidden">{r("response")}</caption>
        <Heads of={[r("questionnaire"), r("patients"), r("improved"), r("remission"), r("worse")]} />
        <tbody>
          {lines.map((line) => (
            <tr key={line.questionnaire}>
              <th scope="row">{questionnaireName(line.questionnaire)}</th>
              <td>
                <Count cell={line.assessed} />
              </td>
              <td>
                <ShareCell share={line.response} />
              </td>
              <td>
                <ShareCell share={line.remission} />
              </td>
              <td>
                <ShareCell share={line.worse} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
