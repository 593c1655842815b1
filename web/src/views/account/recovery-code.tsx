import { t } from "../../i18n/account.ts";
import { newRecoveryCode } from "../../state/account.ts";
import { identity } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { Failure } from "../sign-in/failure.tsx";
import { useAttempt } from "../sign-in/use-attempt.ts";

/** A code on paper for the day the phone is gone. */
export function RecoveryCode({ onMade }: { onMade: (code: string) => void }) {
  const attempt = useAttempt();
  const has = identity.value?.ways?.recovery_code ?? false;
  const make = () => attempt.try(async () => onMade(await newRecoveryCode()), t("failed"));
  return (
    <Card title={t("recoveryCode")}>
      <p class="muted small">{t("recoveryWhy")}</p>
      <p>{has ? t("recoveryOn") : t("recoveryOff")}</p>
      <Failure text={attempt.error} />
      <Button disabled={attempt.busy} onClick={() => void make()}>
        {t("recoveryMake")}
      </Button>
    </Card>
  );
}

interface PrintedCodeProps {
  code: string;
  onDone: () => void;
}

/** The code, alone on the page so that paper holds nothing else. */
export function PrintedCode({ code, onDone }: PrintedCodeProps) {
  const person = identity.value;
  return (
    <Page title={t("recoveryCode")}>
      <p class="muted">{t("signedInAs", { name: person?.name ?? "", clinic: person?.clinic.name ?? "" })}</p>
      <p class="account-secret">{code}</p>
      <p>{t("recoveryWhy")}</p>
      <p class="no-print">{t("recoveryOnce")}</p>
      <div class="row no-print">
        <Button kind="primary" onClick={() => print()}>
          {t("print")}
        </Button>
        <Button onClick={onDone}>{t("haveIt")}</Button>
      </div>
    </Page>
  );
}
