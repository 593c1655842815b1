import type { ComponentChildren } from "preact";
import { language } from "../../i18n/language.ts";
import { t } from "../../i18n/patient.ts";
import { crisis, expired, identity } from "../../state/identity.ts";
import { acceptLost, canStore, danger, link, lost, refused, waiting } from "../../state/journal.ts";
import { sessionDay } from "../../state/session-day.ts";
import { Button } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";
import { Notice } from "../../ui/notice.tsx";
import { CallClinic } from "../help/call-clinic.tsx";
import { trySave } from "../try-save.ts";

/** What must be known before anything else, most pressing first. */
export function Banners() {
  const unread = identity.value?.unread_notices ?? 0;
  return (
    <>
      {canStore.value ? null : <Banner tone="danger" text={t("noStore")} />}
      <Urgent />
      {expired.value ? (
        <Banner
          tone="caution"
          title={t("expiredTitle")}
          text={t("expiredWhy")}
          to="/sign-in"
          action={t("signIn")}
        />
      ) : null}
      {link.value === "too-old" ? <Banner tone="caution" text={t("tooOld")} /> : null}
      {link.value === "not-allowed" ? <Banner tone="caution" text={t("notAllowed")} /> : null}
      {refused.value.length > 0 ? (
        <Banner
          tone="caution"
          text={t("refusedTitle", { n: refused.value.length })}
          to="/history"
          action={t("look")}
        />
      ) : null}
      <Lost />
      {unread > 0 ? (
        <Banner tone="plain" text={t("accountNews", { n: unread })} to="/account" action={t("look")} />
      ) : null}
    </>
  );
}

/** The clinic does not know yet of what speaks of danger: whoever wrote it is to call. */
export function Urgent() {
  const said = danger.value;
  if (said?.row.received_at === null && !said.takenBack)
    return <Banner tone="danger" text={t("notTold")} to="/help" action={t("helpNow")} />;
  return <PleaseCall />;
}

/** Everybody at the clinic was asked, and nobody has answered. */
export function PleaseCall() {
  if (!waiting.value?.please_call) return null;
  return (
    <Notice tone="danger" alert>
      <p>{t("pleaseCall")}</p>
      <CallClinic class="button-danger" />
    </Notice>
  );
}

/** The clinic's words on the day of a session; the next morning they no longer hold. */
export function NoDriving() {
  if (sessionDay.value?.step === "morning") return null;
  return (
    <Notice tone="caution">
      <p>{crisis.value.words?.no_driving[language.value] ?? t("noDriving")}</p>
    </Notice>
  );
}

/** What the device has lost is said once, and plainly. */
function Lost() {
  if (lost.value === 0) return null;
  return (
    <Notice tone="caution">
      <h2>{t("lost", { n: lost.value })}</h2>
      <p>{t("lostWhy")}</p>
      <Button onClick={() => void trySave(acceptLost)}>{t("lostRead")}</Button>
    </Notice>
  );
}

interface BannerProps {
  tone: "plain" | "caution" | "danger";
  title?: string;
  text: string;
  to?: string;
  action?: ComponentChildren;
}

function Banner({ tone, title, text, to, action }: BannerProps) {
  return (
    <Notice tone={tone}>
      {title ? <h2>{title}</h2> : null}
      <p>{text}</p>
      {to ? (
        <p>
          <Link to={to} class="button">
            {action}
          </Link>
        </p>
      ) : null}
    </Notice>
  );
}
