import { useState } from "preact/hooks";
import type { TotpOffer } from "../../core/account.ts";
import { problemAt } from "../../core/problem.ts";
import { digits } from "../../core/proof.ts";
import { offerTotp } from "../../data/account.ts";
import { Refused } from "../../data/api.ts";
import { t } from "../../i18n/account.ts";
import { takeTotp } from "../../state/account.ts";
import { identity } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { announce } from "../../ui/live.tsx";
import { Failure } from "../sign-in/failure.tsx";
import { useAttempt } from "../sign-in/use-attempt.ts";
import { TotpSteps } from "./totp-steps.tsx";

/** The authenticator app that staff show a code of, beside their passphrase. */
export function Totp() {
  const [offer, setOffer] = useState<TotpOffer | null>(null);
  const [code, setCode] = useState("");
  const attempt = useAttempt();
  const has = identity.value?.ways?.totp ?? false;
  const start = async () => setOffer(await offerTotp());
  const take = async (ceremony: string) => {
    await takeTotp(ceremony, digits(code));
    setOffer(null);
    setCode("");
    announce(t("totpDone"));
  };
  const whyNot = (failure: unknown) => {
    if (!(failure instanceof Refused) || problemAt(failure.problem, "/code")) return t("totpWrong");
    setOffer(null); // it waited too long: a new one is needed
    return t("failed");
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (offer) void attempt.try(() => take(offer.ceremony), whyNot);
  };
  return (
    <Card title={t("totp")}>
      <p>{has ? t("totpOn") : t("totpOff")}</p>
      {offer ? (
        <form class="stack" onSubmit={submit}>
          <TotpSteps totp={offer} code={code} onInput={setCode} error={attempt.error || undefined} />
          <div class="row">
            <Button type="submit" kind="primary" disabled={attempt.busy}>
              {t("save")}
            </Button>
            <Button onClick={() => setOffer(null)}>{t("cancel")}</Button>
          </div>
        </form>
      ) : (
        <>
          <Failure text={attempt.error} />
          <Button disabled={attempt.busy} onClick={() => void attempt.try(start, t("failed"))}>
            {has ? t("totpAnew") : t("totpStart")}
          </Button>
        </>
      )}
    </Card>
  );
}
