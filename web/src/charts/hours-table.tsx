import type { Recovery } from "../core/recovery.ts";
import { deskWords as d } from "../i18n/desk.ts";
import { Heads } from "./heads.tsx";
import { figure, shared, t } from "./words.ts";

/** Every check-in of the first two days after each session, the last session first. */
export function HoursTable({ data }: { data: Recovery }) {
  const numbers = new Map(data.intervals.map((interval, index) => [interval.session_id, index + 1]));
  return (
    <table>
      <caption class="visually-hidden">{d("hoursTable")}</caption>
      <Heads of={[d("afterSession"), d("hoursAfter"), shared("mood"), shared("function"), t("late")]} />
      <tbody>
        {(data.hours ?? []).toReversed().map((hour) => (
          <tr key={`${hour.session_id} ${hour.at_hours}`}>
            <th scope="row">{numbers.get(hour.session_id) ?? "–"}</th>
            <td>{figure(hour.at_hours)}</td>
            <td>{figure(hour.mood)}</td>
            <td>{figure(hour.function)}</td>
            <td>{hour.late ? t("yes") : ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
