import { Heads } from "../../charts/heads.tsx";
import "./alerts.css";
import { useEffect, useState } from "preact/hooks";
import type { Alert } from "../../core/clinic.ts";
import { clinicWords as c, ruleWord } from "../../i18n/clinic.ts";
import { alerts, loadAlerts, loadPrecision, onClinicEvent, precision } from "../../state/clinic.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { AlertCard } from "./alert-card.tsx";
import { localToday } from "./today.ts";
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
      <Precision />
    </Page>
  );
}

/** How many alerts led to an action, by what raised them: always as counts, for a share of few says little. */
function Precision() {
  useEffect(() => {
    const load = () => void loadPrecision(localToday());
    load();
    return onClinicEvent((event) => event.kind === "alert" && load());
  }, []);
  const found = precision.value;
  if (!found) return null;
  return (
    <Card title={c("precisionTitle")}>
      <p class="muted small">{found.length ? c("precisionMeans") : c("precisionNone")}</p>
      {found.length ? (
        <table class="alert-precision">
          <Heads of={[c("precisionRule"), c("precisionActed")]} />
          <tbody>
            {found.map(({ rule, closed, acted }) => (
              <tr key={rule}>
                <th scope="row">{ruleWord(rule)}</th>
                <td>{c("precisionOf", { acted, n: closed })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Card>
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
