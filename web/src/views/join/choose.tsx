import { useState } from "preact/hooks";
import type { Welcome } from "../../core/account.ts";
import type { Identity } from "../../core/identity.ts";
import { type Problem, problemAt } from "../../core/problem.ts";
import {
  acceptWithPasskey,
  acceptWithPassphrase,
  type Invitation,
  type PassphraseWay,
} from "../../data/account.ts";
import { Refused } from "../../data/api.ts";
import { canUsePasskeys, NoPasskey } from "../../data/passkeys.ts";
import { t } from "../../i18n/account.ts";
import { go } from "../../router.ts";
import { welcome as letIn } from "../../state/identity.ts";
import { token } from "../../state/invitation.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { thisDevice } from "../account/device-name.ts";
import { Failure } from "../sign-in/failure.tsx";
import { PasskeyButton } from "../sign-in/passkey-button.tsx";
import { useAttempt } from "../sign-in/use-attempt.ts";
import { PassphraseWayForm } from "./passphrase-way.tsx";

interface ChooseProps {
  welcome: Welcome;
  invitation: Invitation;
  /** Asks the server anew: what it hands out for one try does not serve a second. */
  again: () => Promise<void>;
}

/** How somebody who was invited will sign in from now on: the lock of this device, or a passphrase. */
export function Choose({ welcome, invitation, again }: ChooseProps) {
  const [typing, setTyping] = useState(!canUsePasskeys());
  const [refused, setRefused] = useState<Problem | null>(null);
  const attempt = useAttempt();

  const accept = async (accepting: () => Promise<Identity>) => {
    setRefused(null);
    await attempt.try(async () => {
      try {
        await arrive(await accepting());
      } catch (failure) {
        if (failure instanceof Refused) setRefused(failure.problem);
        if (!(failure instanceof NoPasskey) && !canMend(failure)) await again();
        throw failure;
      }
    }, t("joinRefused"));
  };
  const byPasskey = () => accept(() => acceptWithPasskey(invitation, welcome, thisDevice()));
  const byPassphrase = (way: PassphraseWay) => accept(() => acceptWithPassphrase(invitation, way));

  return (
    <Page title={t("joinWelcome", { name: welcome.name })}>
      <p>{t("joinClinic", { clinic: welcome.clinic.name })}</p>
      <h2>{t("joinHow")}</h2>
      {saidBelow(refused) ? null : <Failure text={attempt.error} />}
      {typing ? (
        <PassphraseWayForm
          totp={welcome.totp}
          busy={attempt.busy}
          refused={refused}
          onSubmit={(way) => void byPassphrase(way)}
        />
      ) : (
        <PasskeyButton hint={t("joinPasskeyWhy")} disabled={attempt.busy} onClick={() => void byPasskey()} />
      )}
      {canUsePasskeys() ? (
        <Button wide onClick={() => setTyping(!typing)}>
          {typing ? t("joinPasskey") : t("joinPassphrase")}
        </Button>
      ) : null}
    </Page>
  );
}

/** In, with nothing of the invitation left behind. */
async function arrive(person: Identity): Promise<void> {
  await letIn(person);
  go("/", { replace: true });
  token.value = null;
}

/** What the form says beside the field, where the person can mend it. */
const FIELDS = ["/email", "/passphrase", "/totp/code"];

function saidBelow(problem: Problem | null): boolean {
  return FIELDS.some((pointer) => problemAt(problem, pointer) !== undefined);
}

function canMend(failure: unknown): boolean {
  return !(failure instanceof Refused) || saidBelow(failure.problem);
}
