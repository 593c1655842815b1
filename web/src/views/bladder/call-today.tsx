import { b } from "../../i18n/bladder.ts";
import { Notice } from "../../ui/notice.tsx";
import { CallClinic } from "../help/call-clinic.tsx";

/** What was said is for the clinic to hear today, and a phone call is heard for certain. */
export function CallToday() {
  return (
    <>
      <Notice tone="danger" alert>
        <h2>{b("callTitle")}</h2>
        <p>{b("callWhy")}</p>
      </Notice>
      <CallClinic class="button-primary button-wide" />
    </>
  );
}
