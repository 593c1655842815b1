import { clinicWords as c } from "../../i18n/clinic.ts";
import { t } from "../../i18n/t.ts";
import { path } from "../../router.ts";
import { alerts, trouble } from "../../state/clinic.ts";
import { identity, signOut } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";

/** Where one is, how many alerts wait, and the way out. */
export function ClinicBar() {
  const person = identity.value;
  const waiting = (alerts.value ?? []).filter((alert) => !alert.resolved_at && !alert.owner).length;
  return (
    <header class="clinic-bar no-print">
      <strong class="clinic-name">{person?.clinic.name}</strong>
      {person?.role === "admin" ? null : (
        <nav aria-label={c("clinicMenu")}>
          <Link to="/" class="clinic-tab" current={path.value === "/"}>
            {c("worklist")}
          </Link>
          <Link to="/alerts" class="clinic-tab" current={path.value === "/alerts"}>
            {c("alerts")}
            {waiting ? <span class="badge">{waiting}</span> : null}
          </Link>
        </nav>
      )}
      <span class="clinic-person muted small">{person?.name}</span>
      <Button kind="quiet" onClick={() => void signOut()}>
        {t("signOut")}
      </Button>
      {trouble.value ? (
        <p class="clinic-trouble small" role="status">
          {trouble.value === "offline" ? t("offline") : t("failed")}
        </p>
      ) : null}
    </header>
  );
}
