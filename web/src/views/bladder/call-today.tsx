import { b } from "../../i18n/bladder.ts";
import { t } from "../../i18n/patient.ts";
import { crisis } from "../../state/identity.ts";
import { Notice } from "../../ui/notice.tsx";
import { callHref } from "../help/numbers.ts";

/** What was said is for the clinic to hear today, and a phone call is heard for certain. */
export function CallToday() {
  const { clinic_phone } = crisis.value;
  return (
    <>
      <Notice tone="danger" alert>
        <h2>{b("callTitle")}</h2>
        <p>{b("callWhy")}</p>
      </Notice>
      {clinic_phone ? (
        <a class="button button-primary button-wide" href={callHref(clinic_phone)}>
          {t("callClinic")} <span class="help-number">{clinic_phone}</span>
        </a>
      ) : null}
    </>
  );
}
