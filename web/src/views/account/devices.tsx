import type { Device } from "../../core/account.ts";
import { t } from "../../i18n/account.ts";
import { dayAndTime } from "../../i18n/format.ts";
import { devices, signOutElsewhere, signOutThere } from "../../state/account.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Failure } from "../sign-in/failure.tsx";
import { useAttempt } from "../sign-in/use-attempt.ts";

/** Everywhere the person is signed in, and the way to end each. */
export function Devices() {
  const attempt = useAttempt();
  const all = devices.value ?? [];
  const end = (work: () => Promise<void>) => void attempt.try(work, t("failed"));
  return (
    <Card title={t("devices")}>
      <ul class="plain-list account-list">
        {all.map((device) => (
          <li key={device.id} class="account-item">
            <div>
              <p>{nameOf(device)}</p>
              <p class="muted small">
                {t("signedInSince", { time: dayAndTime(device.begun_at) })},{" "}
                {t("lastUsed", { time: dayAndTime(device.last_seen_at) })}
              </p>
            </div>
            {device.current ? (
              <span class="account-new">{t("thisDevice")}</span>
            ) : (
              <Button
                disabled={attempt.busy}
                label={t("signOutOf", { device: nameOf(device) })}
                onClick={() => end(() => signOutThere(device.id))}
              >
                {t("signOutThere")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Failure text={attempt.error} />
      {all.length > 2 ? (
        <Button disabled={attempt.busy} onClick={() => end(signOutElsewhere)}>
          {t("signOutOthers")}
        </Button>
      ) : null}
    </Card>
  );
}

function nameOf(device: Device): string {
  return device.client || t("unknownDevice");
}
