import "./help.css";
import { useState } from "preact/hooks";
import { NATIONAL_CRISIS } from "../../core/identity.ts";
import type { Danger } from "../../core/journal.ts";
import { time } from "../../i18n/format.ts";
import { language } from "../../i18n/language.ts";
import { t } from "../../i18n/patient.ts";
import { crisis, identity } from "../../state/identity.ts";
import { danger, link, seen } from "../../state/journal.ts";
import { record } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { lazy } from "../../ui/lazy.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { SaveError } from "../save-error.tsx";
import { PleaseCall } from "../today/banners.tsx";
import { trySave } from "../try-save.ts";
import { callHref, textHref } from "./numbers.ts";

const TakeBack = lazy(() => import("../later-screens.ts").then((module) => module.TakeBack));

/** The crisis card. It needs no sign-in and no connection, and it never says more than is true. */
export function Help() {
  const { emergency, line, line_name, clinic_phone, clinic_hours } = crisis.value;
  const name = line_name ?? (line === NATIONAL_CRISIS.line ? NATIONAL_CRISIS.line_name : null);
  return (
    <Page title={t("helpNow")} backTo="/">
      <ClinicKnows of={danger.value} />
      {danger.value?.row.received_at === null ? null : <PleaseCall />}
      <p class="help-lead">{t("notAlone")}</p>
      <ul class="plain-list stack-s">
        <li>
          <a class="button button-danger help-call" href={callHref(emergency)}>
            <span>{t("callEmergency", { number: emergency })}</span>
            <span class="small">{t("emergencyWhen")}</span>
          </a>
        </li>
        <li class="help-line">
          <a class="button help-call" href={callHref(line)}>
            {t("callLine", { number: line })}
          </a>
          <a class="button help-call" href={textHref(line)}>
            {t("textLine", { number: line })}
          </a>
          {name ? <span class="muted small help-name">{t("dayAndNight", { name })}</span> : null}
        </li>
        {clinic_phone ? (
          <li>
            <a class="button help-call" href={callHref(clinic_phone)}>
              <span>{t("callClinic")}</span>
              <span class="help-number">{clinic_phone}</span>
              {clinic_hours ? <span class="small muted">{clinic_hours}</span> : null}
            </a>
          </li>
        ) : null}
      </ul>
      <Notice tone="caution">
        <p>{crisis.value.words?.unwatched[language.value] ?? t("nobodyWatches")}</p>
      </Notice>
      <AreYouSafe />
      {danger.value ? <TakeBack of={danger.value} /> : null}
    </Page>
  );
}

/** What the clinic knows of the person's own words of danger: nothing, until its server has said so. */
function ClinicKnows({ of }: { of: Danger | undefined }) {
  if (!of || of.takenBack) return null;
  const { row } = of;
  if (row.received_at === null) {
    return (
      <Notice tone="danger" alert>
        <p class="help-lead">{t("notTold")}</p>
      </Notice>
    );
  }
  const opened = row.number !== null && row.number <= seen.value;
  const text = opened ? t("toldSeen") : t("told", { time: time(row.received_at) });
  return (
    <div aria-live="polite">
      <Notice>
        <p>{text}</p>
      </Notice>
    </div>
  );
}

function AreYouSafe() {
  const [safe, setSafe] = useState(false);
  const canTell = identity.value?.role === "patient" && link.value !== "closed";
  const tell = async () => {
    setSafe(false);
    await trySave(() =>
      record({ kind: "check_in", mood: null, function: null, too_hard: true, extra: { safe: false } }),
    );
    scrollTo(0, 0);
  };
  if (identity.value === null) return <p>{t("signedOutHelp")}</p>;
  if (!canTell) return null;
  return (
    <section class="stack-s">
      <h2>{t("areYouSafe")}</h2>
      <div class="help-line">
        <Button onClick={() => setSafe(true)}>{t("safe")}</Button>
        <Button onClick={tell}>{t("notSafe")}</Button>
      </div>
      <p class="muted small">{t("tellsClinic")}</p>
      {safe ? <p role="status">{t("safeAnswer")}</p> : null}
      <SaveError />
    </section>
  );
}
