import { Sparkline } from "../../charts/sparkline.tsx";
import { figure } from "../../charts/words.ts";
import type { WorkRow } from "../../core/clinic.ts";
import { bandWord, clinicWords as c } from "../../i18n/clinic.ts";
import { alerts, take } from "../../state/clinic.ts";
import { Button } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";
import { announce } from "../../ui/live.tsx";
import { Mark } from "./mark.tsx";
import { localToday } from "./today.ts";
import { dayWords, reasonWords, settledWords } from "./words.ts";

/** One row, one reason, one action. */
export function WorklistRow({ row, now }: { row: WorkRow; now: number }) {
  const [first, ...others] = row.reasons;
  const address = `/patients/${row.id}`;
  return (
    <li class="work-row">
      <Mark kind={first?.kind ?? "none"} />
      <div class="work-who">
        <Link to={address} class="work-name">
          {row.name}
        </Link>
        {first ? <p>{reasonWords(first, now)}</p> : null}
        {others.length ? (
          <p class="muted small">
            {c("also", { what: others.map((reason) => reasonWords(reason, now)).join(" · ") })}
          </p>
        ) : null}
      </div>
      <p class="work-day">
        {row.days_since_session === null ? c("noSession") : c("dayN", { n: row.days_since_session })}
      </p>
      <Spark row={row} />
      <div class="work-latest">
        <p>{latestWords(row)}</p>
        {row.phq9 ? (
          <p class="muted small">{c("phq9", { total: row.phq9.total, band: bandWord(row.phq9.band) })}</p>
        ) : null}
      </div>
      <Action row={row} />
    </li>
  );
}

function latestWords(row: WorkRow): string {
  if (row.last_date === null) return c("latestNone");
  const day = dayWords(row.last_date, localToday());
  if (row.mood === null && row.function === null) return `${c("latestNone")}, ${day}`;
  return `${c("latest", { mood: figure(row.mood), function: figure(row.function) })}, ${day}`;
}

function Spark({ row }: { row: WorkRow }) {
  const values = row.sparkline?.mood ?? [];
  const known = values.filter((value) => value !== null);
  const said = known.length
    ? c("sparkSpan", { n: known.length, first: figure(known[0]), last: figure(known.at(-1)) })
    : c("sparkNone");
  return <Sparkline values={values} label={c("spark", { values: said })} />;
}

function Action({ row }: { row: WorkRow }) {
  const free = (alerts.value ?? []).find(
    (alert) => alert.patient.id === row.id && !alert.owner && !alert.resolved_at,
  );
  if (!free) {
    return (
      <Link to={`/patients/${row.id}`} class="button button-plain work-action">
        {c("open")}
        <span class="visually-hidden"> {row.name}</span>
      </Link>
    );
  }
  const takeIt = async () => announce(settledWords(await take(free.id), "tookIt"));
  return (
    <span class="work-action">
      <Button kind="primary" label={c("takeOf", { name: row.name })} onClick={() => void takeIt()}>
        {c("take")}
      </Button>
    </span>
  );
}
