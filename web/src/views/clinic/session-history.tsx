import { figure } from "../../charts/words.ts";
import type { RecordedSession, SessionVersion } from "../../core/clinic.ts";
import { clinicWords as c, drugWord, routeWord } from "../../i18n/clinic.ts";
import { effectName, severityName } from "../../i18n/effects.ts";
import { dayAndTime, time } from "../../i18n/format.ts";
import { Card } from "../../ui/card.tsx";

/** Every version of a session, the latest first, each with what it changed. Nothing recorded is ever lost. */
export function SessionHistory({ versions }: { versions: readonly SessionVersion[] }) {
  return (
    <Card title={c("versions")}>
      <ol class="plain-list stack-s" reversed>
        {versions.map((version, index) => (
          <li key={version.revision}>
            <p class="muted small">
              {c("versionBy", {
                time: dayAndTime(version.recorded_at, version.session.zone),
                name: version.recorder ?? "–",
              })}
            </p>
            <Changes now={version.session} before={versions[index + 1]?.session} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Changes({ now, before }: { now: RecordedSession; before: RecordedSession | undefined }) {
  if (!before) {
    const recorded = Object.entries(lines(now)).filter(([, words]) => words);
    return (
      <p>
        {c("versionFirst")}: {recorded.map(([what, words]) => `${what} ${words}`).join(" · ")}
      </p>
    );
  }
  const was = lines(before);
  const changed = Object.entries(lines(now)).filter(([what, words]) => was[what] !== words);
  if (changed.length === 0) return <p>{c("versionNothing")}</p>;
  return (
    <ul class="session-changes">
      {changed.map(([what, words]) => (
        <li key={what}>{c("versionChange", { what, before: was[what] || "–", after: words || "–" })}</li>
      ))}
    </ul>
  );
}

/** A session in words, by what they are about. */
function lines(session: RecordedSession): Readonly<Record<string, string>> {
  const at = (instant: string) => time(instant, session.zone);
  const { discharge } = session;
  return {
    [c("sessionStart")]: dayAndTime(session.started_at, session.zone),
    [c("sessionEnd")]: dayAndTime(session.ended_at, session.zone),
    [c("drug")]: drugWord(session.drug),
    [c("route")]: routeWord(session.route),
    [c("dose")]: figure(session.dose_mg, 2),
    [c("weight")]: session.weight_kg === null ? "" : figure(session.weight_kg),
    [c("vitals")]: session.vitals
      .map((reading) =>
        [
          at(reading.at),
          reading.systolic == null ? "" : `${reading.systolic}/${reading.diastolic ?? "–"}`,
          reading.heart_rate == null ? "" : `${reading.heart_rate}/min`,
          reading.spo2 == null ? "" : `${reading.spo2} %`,
        ]
          .filter((part) => part !== "")
          .join(" "),
      )
      .join("; "),
    [c("premedication")]: (session.premedication ?? [])
      .map(({ name, dose }) => [name, dose].filter(Boolean).join(" "))
      .join("; "),
    [c("effectsSeen")]: (session.effects ?? [])
      .map((seen) => {
        const end = seen.ended_at ? at(seen.ended_at) : "";
        return `${effectName(seen.effect)}, ${severityName(seen.severity)}, ${at(seen.started_at)}–${end}`;
      })
      .join("; "),
    [c("interventions")]: (session.interventions ?? [])
      .map((done) => `${at(done.at)} ${done.what}`)
      .join("; "),
    [c("discharge")]: discharge
      ? [at(discharge.at), discharge.criteria_met ? "" : c("criteriaNotMet"), discharge.escort]
          .filter(Boolean)
          .join(", ")
      : "",
    [c("sessionNote")]: session.note ?? "",
  };
}
