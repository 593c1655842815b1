import { useEffect, useState } from "preact/hooks";
import type { WaitingAlert } from "../../../core/admin.ts";
import { adminWords as a } from "../../../i18n/admin.ts";
import { clinicWords as c, tierWord } from "../../../i18n/clinic.ts";
import { loadWaiting, waitingAlerts } from "../../../state/admin.ts";
import { Link } from "../../../ui/link.tsx";
import { Page } from "../../../ui/page.tsx";
import { OnCall } from "../on-call.tsx";
import { Waiting } from "../waiting.tsx";
import { dueWords, when } from "../words.ts";

const LOOK_EVERY_MS = 30_000;

/** Alerts that nobody took in time: whose, how urgent, who has them. What they are about is for the care team. */
export function WaitingAlerts() {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const look = () => {
      setNow(Date.now());
      void loadWaiting();
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const found = waitingAlerts.value;
  return (
    <Page title={a("waitingTitle")} wide>
      <p class="muted">{a("waitingMeans")}</p>
      {found === null ? <Waiting retry={() => void loadWaiting()} /> : null}
      {found?.length === 0 ? <p>{a("waitingNone")}</p> : null}
      <ul class="plain-list stack">
        {(found ?? []).map((alert) => (
          <Alert key={alert.id} alert={alert} now={now} />
        ))}
      </ul>
    </Page>
  );
}

function Alert({ alert, now }: { alert: WaitingAlert; now: number }) {
  return (
    <li class="card">
      <p class="row spread">
        <strong>{tierWord(alert.tier)}</strong>
        <span class="muted small">{dueWords(alert, now)}</span>
      </p>
      <h2>{alert.patient}</h2>
      <p class="muted small">{c("raised", { when: when(alert.raised_at) })}</p>
      <p>
        {alert.owner && alert.taken_at
          ? c("takenBy", { name: alert.owner, when: when(alert.taken_at) })
          : a("nobodyHasIt")}
      </p>
      {alert.on_call ? (
        <p>
          {c("outOfHours")} <OnCall of={alert.on_call} />
        </p>
      ) : null}
      {alert.person_id && !alert.owner ? (
        <p>
          <Link to={`/people/${alert.person_id}`} class="button">
            {a("mendTeamOf", { name: alert.patient })}
          </Link>
        </p>
      ) : null}
    </li>
  );
}
