import { addDays } from "../../core/dates.ts";
import { t } from "../../i18n/patient.ts";
import { allDays } from "../../state/journal.ts";

const DAYS = 14;
const WIDTH = 320;
const HEIGHT = 72;
const STEP = WIDTH / (DAYS - 1);

type Value = number | null;

/** Mood and function of two weeks, drawn from what is on this very device. A gap breaks the line. */
export function Fortnight({ to }: { to: string }) {
  const dates = Array.from({ length: DAYS }, (_, index) => addDays(to, index - DAYS + 1));
  const byDate = new Map(allDays.value.map((day) => [day.date, day]));
  const mood = dates.map((date) => byDate.get(date)?.mood ?? null);
  const active = dates.map((date) => byDate.get(date)?.function ?? null);
  return (
    <>
      <svg
        class="fortnight"
        viewBox={`-6 -6 ${WIDTH + 12} ${HEIGHT + 12}`}
        role="img"
        aria-label={t("lastDays")}
      >
        {[0, 5, 10].map((value) => (
          <line key={value} x1="0" x2={WIDTH} y1={y(value)} y2={y(value)} stroke="var(--line)" />
        ))}
        <path d={path(active)} fill="none" stroke="var(--function)" stroke-width="2" stroke-dasharray="5 4" />
        <path d={path(mood)} fill="none" stroke="var(--mood)" stroke-width="2" />
        {active.map((value, index) =>
          value === null ? null : (
            <rect
              key={dates[index]}
              x={index * STEP - 3}
              y={y(value) - 3}
              width="6"
              height="6"
              fill="var(--function)"
            />
          ),
        )}
        {mood.map((value, index) =>
          value === null ? null : (
            <circle key={dates[index]} cx={index * STEP} cy={y(value)} r="3.5" fill="var(--mood)" />
          ),
        )}
      </svg>
      <p class="row small muted" aria-hidden="true">
        <span>
          <svg width="28" height="10" viewBox="0 0 28 10" aria-hidden="true">
            <path d="M0 5h28" stroke="var(--mood)" stroke-width="2" />
            <circle cx="14" cy="5" r="3.5" fill="var(--mood)" />
          </svg>{" "}
          {t("mood")}
        </span>
        <span>
          <svg width="28" height="10" viewBox="0 0 28 10" aria-hidden="true">
            <path d="M0 5h28" stroke="var(--function)" stroke-width="2" stroke-dasharray="5 4" />
            <rect x="11" y="2" width="6" height="6" fill="var(--function)" />
          </svg>{" "}
          {t("function")}
        </span>
      </p>
    </>
  );
}

function y(value: number): number {
  return HEIGHT - (value / 10) * HEIGHT;
}

function path(values: readonly Value[]): string {
  let drawing = "";
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const joins = index > 0 && values[index - 1] !== null && drawing !== "";
    drawing += `${joins ? "L" : "M"}${(index * STEP).toFixed(1)} ${y(value).toFixed(1)}`;
  }
  return drawing;
}
