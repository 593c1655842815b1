import { pressureWords } from "../core/at-home.ts";
import type { Reading, Recovery } from "../core/recovery.ts";
import { dayAndTime } from "../i18n/format.ts";
import { AsTable } from "./frame.tsx";
import { Heads } from "./heads.tsx";
import { dayNumber, linear, wallPlace } from "./scale.ts";
import { LEFT, RIGHT, type Trend } from "./trend.ts";
import { figure, t } from "./words.ts";

const HEIGHT = 84;
const TOP = 10;
const BOTTOM = 74;
/** mmHg; what lies outside widens the axis. */
const USUAL = [60, 160] as const;
/** No wider than a cap, so that readings of one evening stay apart. */
const CAP = 3;

interface PressureAxisProps {
  data: Recovery;
  trend: Trend;
  from: number;
  to: number;
}

/**
 * Blood pressure at home on the trend's own time axis: each reading is a bar from the lower to the upper number.
 * Readings are not joined: nothing is known between them.
 */
export function PressureAxis({ data, trend, from, to }: PressureAxisProps) {
  const shown = (data.readings ?? []).filter(({ date }) => dayNumber(date) >= from && dayNumber(date) <= to);
  const last = shown.at(-1);
  if (!last) return null;
  return (
    <section aria-label={t("pressure")}>
      <p class="small muted">{t("pressureSentence", { n: shown.length, last: pressureWords(last) })}</p>
      <Plot readings={shown} trend={trend} zone={data.zone} />
      <AsTable summary={t("pressureTable")}>
        {() => <ReadingTable readings={shown} zone={data.zone} />}
      </AsTable>
    </section>
  );
}

function Plot({ readings, trend, zone }: { readings: readonly Reading[]; trend: Trend; zone: string }) {
  const low = Math.min(USUAL[0], ...readings.map((reading) => reading.diastolic));
  const high = Math.max(USUAL[1], ...readings.map((reading) => reading.systolic));
  const y = linear([low, high], [BOTTOM, TOP]);
  const ticks = [80, 120, 160].filter((value) => value >= low && value <= high);
  return (
    <svg class="chart" viewBox={`0 0 ${trend.width} ${HEIGHT}`} aria-hidden="true" focusable="false">
      {ticks.map((value) => (
        <g key={value}>
          <line class="chart-hair" x1={LEFT} x2={trend.width - RIGHT} y1={y(value)} y2={y(value)} />
          <text class="chart-text" x={LEFT - 4} y={y(value) + 4} text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      {trend.sessions.map((session) => (
        <line
          key={session.x}
          class="session-rule faint"
          x1={session.x}
          x2={session.x}
          y1={TOP - 6}
          y2={BOTTOM}
        />
      ))}
      {readings.map((reading) => {
        const at = trend.x(wallPlace(reading.occurred_at, zone));
        const [top, bottom] = [y(reading.systolic), y(reading.diastolic)];
        return (
          <path
            key={reading.id}
            class="pressure-mark"
            d={`M${at - CAP} ${top}h${2 * CAP}m${-CAP} 0V${bottom}m${-CAP} 0h${2 * CAP}`}
          />
        );
      })}
    </svg>
  );
}

function ReadingTable({ readings, zone }: { readings: readonly Reading[]; zone: string }) {
  return (
    <table>
      <caption class="visually-hidden">{t("pressure")}</caption>
      <Heads of={[t("day"), t("pressureAxis"), t("pulse")]} />
      <tbody>
        {readings.toReversed().map((reading) => (
          <tr key={reading.id}>
            <th scope="row">{dayAndTime(reading.occurred_at, zone)}</th>
            <td>
              {reading.systolic}/{reading.diastolic}
            </td>
            <td>{figure(reading.heart_rate, 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
