import type { Recovery } from "../core/recovery.ts";
import { fullDay } from "../i18n/format.ts";
import { Heads } from "./heads.tsx";
import { dayNumber, isoDay } from "./scale.ts";
import type { Trend } from "./trend.ts";
import { figure, shared, sinceSession, t } from "./words.ts";

const MORE = ["sleep", "energy", "anxiety", "pain"] as const;
const COLUMN = { sleep: "sleep_hours", energy: "energy", anxiety: "anxiety", pain: "pain" } as const;

/** The same figures in rows, newest first: what is drawn as weeks stands here as weeks. */
export function TrendTable({ data, trend }: { data: Recovery; trend: Trend }) {
  return trend.week ? <Weeks trend={trend} /> : <Days data={data} trend={trend} />;
}

function Weeks({ trend }: { trend: Trend }) {
  return (
    <table>
      <caption class="visually-hidden">{t("chart")}</caption>
      <Heads of={[t("week"), shared("mood"), shared("function"), t("daysAnswered")]} />
      <tbody>
        {trend.columns.toReversed().map((column) => (
          <tr key={column.at}>
            <th scope="row">{fullDay(isoDay(column.at))}</th>
            <td>{figure(column.mood)}</td>
            <td>{figure(column.function)}</td>
            <td>{column.days}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Days({ data, trend }: { data: Recovery; trend: Trend }) {
  const { series } = data;
  const shown = MORE.filter((name) => series[COLUMN[name]].some((value) => value !== null));
  const first = trend.columns[0]?.at ?? 0;
  const rows = series.date.map((date, index) => ({ date, index, at: dayNumber(date) }));
  return (
    <table>
      <caption class="visually-hidden">{t("chart")}</caption>
      <Heads
        of={[
          ...[t("day"), t("daySince"), shared("mood"), shared("function")],
          ...[...shown.map((name) => shared(name)), t("entries"), t("late")],
        ]}
      />
      <tbody>
        {rows
          .filter(({ at }) => at >= first)
          .toReversed()
          .map(({ date, index, at }) => (
            <tr key={date}>
              <th scope="row">{fullDay(date)}</th>
              <td>{sinceSession(data, at)?.days ?? "–"}</td>
              <td>{figure(series.mood[index])}</td>
              <td>{figure(series.function[index])}</td>
              {shown.map((name) => (
                <td key={name}>{figure(series[COLUMN[name]][index])}</td>
              ))}
              <td>{series.n[index]}</td>
              <td>{series.late[index] ? t("yes") : ""}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
