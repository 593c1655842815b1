import { useState } from "preact/hooks";
import { t } from "../../i18n/patient.ts";
import { s } from "../../i18n/session-day.ts";
import { crisis } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { callHref } from "../help/numbers.ts";
import { Frame } from "./frame.tsx";

/** Before leaving, once: who takes them home. Nothing is sent; whoever has nobody is told whom to call. */
export function RideQuestion({ onDone }: { onDone: () => Promise<void> }) {
  const [needs, setNeeds] = useState(false);
  const { clinic_phone } = crisis.value;
  return (
    <Frame title={s("rideQuestion")} redFlags>
      {needs ? (
        <div class="stack-s" role="status">
          <p>{clinic_phone ? s("rideHelp") : s("rideHelpNoPhone")}</p>
          {clinic_phone ? (
            <a class="button button-primary session-call" href={callHref(clinic_phone)}>
              <span>{t("callClinic")}</span>
              <span class="help-number">{clinic_phone}</span>
            </a>
          ) : null}
        </div>
      ) : null}
      <div class="session-answers">
        <Button onClick={() => void onDone()}>{s("rideHave")}</Button>
        {needs ? null : <Button onClick={() => setNeeds(true)}>{s("rideNeed")}</Button>}
      </div>
    </Frame>
  );
}
