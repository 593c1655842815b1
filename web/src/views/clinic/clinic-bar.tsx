import { clinicWords as c } from "../../i18n/clinic.ts";
import { t } from "../../i18n/t.ts";
import { path } from "../../router.ts";
import { alerts, trouble } from "../../state/clinic.ts";
import { identity, signOut } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";

/** The office's places; its words come with its own chunk, but these stand in the bar. */
const OFFICE = [
  { to: "/", name: "tab_people" },
  { to: "/alerts", name: "alerts" },
  { to: "/invitations", name: "tab_invitations" },
  { to: "/clinic", name: "tab_clinic" },
  { to: "/rules", name: "tab_rules" },
  { to: "/questionnaires", name: "tab_questionnaires" },
  { to: "/audit", name: "tab_audit" },
] as const;

/** Where one is, how many alerts wait, and the way out. */
export function ClinicBar() {
  const person = identity.value;
  const waiting = (alerts.value ?? []).filter((alert) => !alert.resolved_at && !alert.owner).length;
  return (
    <header class="clinic-bar no-print">
      <strong class="clinic-name">{person?.clinic.name}</strong>
      {person?.role === "admin" ? (
        <nav aria-label={c("clinicMenu")}>
          {OFFICE.map(({ to, name }) => (
            <Link key={to} to={to} class="clinic-tab" current={path.value === to}>
              {c(name)}
            </Link>
          ))}
        </nav>
      ) : (
        <nav aria-label={c("clinicMenu")}>
          <Link to="/" class="clinic-tab" current={path.value === "/"}>
            {c("worklist")}
          </Link>
          <Link to="/alerts" class="clinic-tab" current={path.value === "/alerts"}>
            {c("alerts")}
            {waiting ? <span class="badge">{waiting}</span> : null}
          </Link>
          <Link to="/results" class="clinic-tab" current={path.value === "/results"}>
            {c("resultsTab")}
          </Link>
        </nav>
      )}
      <AccountLink />
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

/** Leads to one's own account, and says when there is something new about it. */
function AccountLink() {
  const unread = identity.value?.unread_notices ?? 0;
  return (
    <Link to="/account" class="clinic-tab clinic-person" current={path.value === "/account"}>
      {identity.value?.name}
      {unread > 0 ? (
        <>
          <span class="badge" aria-hidden="true">
            {unread}
          </span>
          <span class="visually-hidden">{t("accountNews", { n: unread })}</span>
        </>
      ) : null}
    </Link>
  );
}
