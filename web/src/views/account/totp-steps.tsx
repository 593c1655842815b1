import { inGroups, type TotpOffer } from "../../core/account.ts";
import { t } from "../../i18n/account.ts";
import { TextField } from "../../ui/field.tsx";
import { Qr } from "../../ui/qr.tsx";

interface TotpStepsProps {
  totp: TotpOffer;
  code: string;
  onInput: (code: string) => void;
  error?: string | undefined;
}

/** Tells an authenticator app its secret, and asks for the first numbers it shows as a proof that it has it. */
export function TotpSteps({ totp, code, onInput, error }: TotpStepsProps) {
  return (
    <div class="stack">
      <p>{t("totpScan")}</p>
      <Qr rows={totp.qr} label={t("totpQr")} />
      <p class="account-secret">{inGroups(totp.secret)}</p>
      <TextField
        label={t("totpCode")}
        inputMode="numeric"
        autocomplete="one-time-code"
        required
        maxLength={8}
        value={code}
        onInput={onInput}
        error={error}
      />
    </div>
  );
}
