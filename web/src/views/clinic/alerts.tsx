import "./alerts.css";
import { useEffect, useState } from "preact/hooks";
import type { Alert } from "../../core/clinic.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { alerts, loadAlerts, onClinicEvent } from "../../state/clinic.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { AlertCard } from "./alert-card.tsx";
import { Waiting } from "./waiting.tsx";

/** What somebody has to see to, the most pressing first; closed ones on request. */
export function Alerts() {
  const [all, setAll] = useState(false);
  useEffect(() => {
    void loadAlerts(all);
    return onClinicEvent((event) => event.kind === "alert" && void loadAlerts(all));
  }, [all]);
  const found = alerts.value;
  return (
    <Page title={c("alerts")}>
      {found ? <Lists found={found} /> : <Waiting retry={() => void loadAlerts(all)} />}
      <p>
        <Button kind="quiet" onClick={() => setAll(!all)}>
          {c(all ? "hideClosed" : "showClosed")}
        </Button>
      </p>
    </Page>
  );
}

function Lists({ found }: { found: readonly Alert[] }) {
  const open = found.filter((alert) => !alert.resolved_at);
  const closed = found.filter((alert) => alert.resolved_at);
  return (
    <>
      {open.length === 0 ? <p>{c("noAlerts")}</p> : <h2>{c("stillOpen")}</h2>}
      <ul class="plain-list stack">
        {open.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
      </ul>
      {closed.length ? (
        <>
          <h2>{c("closed")}</h2>
          <ul class="plain-list stack">
            {closed.map((alert) => (
              <AlertCard key={alert.id} alert={alert} />
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
