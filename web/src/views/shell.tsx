import "./shell.css";
import type { ComponentChildren } from "preact";
import { t } from "../i18n/patient.ts";
import { t as common } from "../i18n/t.ts";
import { path } from "../router.ts";
import { letIn, waiting } from "../state/update.ts";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";

const PLACES = [
  { to: "/", name: "today" },
  { to: "/history", name: "history" },
  { to: "/recovery", name: "recovery" },
  { to: "/more", name: "more" },
] as const;

/** The way around at the thumb, with Help now always beside it. */
export function Shell({ children, places }: { children: ComponentChildren; places: boolean }) {
  return (
    <div class="shell">
      {children}
      <nav class={`places no-print${places ? "" : " places-help"}`} aria-label={t("menu")}>
        {places
          ? PLACES.map(({ to, name }) => (
              <Link key={to} to={to} class="place" current={path.value === to}>
                <Icon name={name} />
                {t(name)}
              </Link>
            ))
          : null}
        <Link to="/help" class="place place-help" current={path.value === "/help"}>
          <Icon name="help" />
          {t("helpNow")}
        </Link>
      </nav>
    </div>
  );
}

const ICONS = {
  today: "M5 6h14v13H5zM5 10h14M9 4v3M15 4v3M9 14l2 2 4-4",
  history: "M4 7h16M4 12h16M4 17h10",
  recovery: "M4 18l5-6 4 3 7-9",
  more: "M6 12v.01M12 12v.01M18 12v.01",
  help: "M12 20c-5-3.5-8-6.5-8-10a4.2 4.2 0 0 1 8-2 4.2 4.2 0 0 1 8 2c0 3.5-3 6.5-8 10z",
} as const;

function Icon({ name }: { name: keyof typeof ICONS }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={ICONS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width={name === "more" ? 3 : 1.75}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** A new version comes in when the person says so, and not in the middle of an answer. */
export function UpdateBar() {
  if (!waiting.value) return null;
  return (
    <div class="update no-print" role="status">
      <p>{common("updateReady")}</p>
      <Button kind="primary" onClick={letIn}>
        {common("update")}
      </Button>
      <Button
        onClick={() => {
          waiting.value = null;
        }}
      >
        {common("later")}
      </Button>
    </div>
  );
}
