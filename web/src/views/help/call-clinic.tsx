import { t } from "../../i18n/patient.ts";
import { crisis } from "../../state/identity.ts";
import { callHref } from "./numbers.ts";

/** Calls the clinic, where it has said on which number. */
export function CallClinic({ class: looks }: { class: string }) {
  const { clinic_phone } = crisis.value;
  if (!clinic_phone) return null;
  return (
    <a class={`button ${looks}`} href={callHref(clinic_phone)}>
      <span>
        {t("callClinic")} <span class="help-number">{clinic_phone}</span>
      </span>
    </a>
  );
}
