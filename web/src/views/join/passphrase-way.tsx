import { useState } from "preact/hooks";
import type { TotpOffer } from "../../core/account.ts";
import { type Problem, problemAt } from "../../core/problem.ts";
import { digits, isLongEnough } from "../../core/proof.ts";
import type { PassphraseWay } from "../../data/account.ts";
import { t } from "../../i18n/account.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { NewPassphrase } from "../account/new-passphrase.tsx";
import { TotpSteps } from "../account/totp-steps.tsx";

interface PassphraseWayFormProps {
  totp: TotpOffer | null;
  busy: boolean;
  refused: Problem | null;
  onSubmit: (way: PassphraseWay) => void;
}

/** E-mail and passphrase, and for staff the authenticator app that goes with them. */
export function PassphraseWayForm({ totp, busy, refused, onSubmit }: PassphraseWayFormProps) {
  const [email, setEmail] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [code, setCode] = useState("");
  const [pressed, setPressed] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    setPressed(true);
    if (!isLongEnough(passphrase)) return;
    const way = { email: email.trim(), passphrase };
    onSubmit(totp ? { ...way, totp: { ceremony: totp.ceremony, code: digits(code) } } : way);
  };
  const isRefused = (pointer: string) => problemAt(refused, pointer) !== undefined;
  return (
    <form class="stack" onSubmit={submit}>
      <TextField
        label={t("email")}
        type="email"
        name="email"
        autocomplete="username"
        required
        value={email}
        onInput={setEmail}
        error={isRefused("/email") ? t("emailRefused") : undefined}
      />
      <NewPassphrase
        value={passphrase}
        onInput={setPassphrase}
        checked={pressed}
        refused={isRefused("/passphrase")}
      />
      {totp ? (
        <TotpSteps
          totp={totp}
          code={code}
          onInput={setCode}
          error={isRefused("/totp/code") ? t("totpWrong") : undefined}
        />
      ) : null}
      <Button type="submit" kind="primary" wide disabled={busy}>
        {t("finish")}
      </Button>
    </form>
  );
}
