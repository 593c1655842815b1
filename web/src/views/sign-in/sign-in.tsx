import { useState } from "preact/hooks";
import { canUsePasskeys } from "../../data/passkeys.ts";
import { t } from "../../i18n/door.ts";
import { go, path } from "../../router.ts";
import { type Credentials, signIn, signInWithPasskey } from "../../state/credentials.ts";
import { expired, identity } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, TextField } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { PassphraseField } from "../../ui/passphrase-field.tsx";
import { Failure } from "./failure.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { useAttempt } from "./use-attempt.ts";

/** The door, for patients and staff alike. What was wrong is not said: that would tell a stranger who exists. */
export function SignIn() {
  const attempt = useAttempt(t("signInOffline"));
  const arrive = () => {
    if (path.value === "/sign-in") go("/", { replace: true });
  };
  const byPasskey = async () => {
    if (await attempt.try(signInWithPasskey, t("passkeyUnknown"))) arrive();
  };
  const byPassphrase = async (credentials: Credentials) => {
    if (await attempt.try(() => signIn(credentials), t("signInFailed"))) arrive();
  };
  const staffAgain = expired.value && identity.value?.role !== "patient";
  return (
    <Page title={expired.value ? t("signInAgain") : t("app")}>
      {staffAgain ? <p>{t("typedIsKept")}</p> : null}
      <Failure text={attempt.error} />
      <PasskeyButton disabled={attempt.busy} onClick={() => void byPasskey()} />
      {canUsePasskeys() ? <h2>{t("orPassphrase")}</h2> : null}
      <PassphraseForm busy={attempt.busy} onSubmit={(credentials) => void byPassphrase(credentials)} />
    </Page>
  );
}

interface PassphraseFormProps {
  busy: boolean;
  onSubmit: (credentials: Credentials) => void;
}

function PassphraseForm({ busy, onSubmit }: PassphraseFormProps) {
  const known = identity.value;
  const [email, setEmail] = useState(known?.email ?? "");
  const [passphrase, setPassphrase] = useState("");
  const [code, setCode] = useState("");
  const [staff, setStaff] = useState(known !== null && known.role !== "patient");
  const submit = (event: Event) => {
    event.preventDefault();
    const credentials = { email: email.trim(), passphrase };
    onSubmit(staff && code ? { ...credentials, code: code.replace(/\s/g, "") } : credentials);
  };
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
      />
      <PassphraseField
        label={t("passphrase")}
        purpose="current-password"
        value={passphrase}
        onInput={setPassphrase}
      />
      <Checkbox label={t("iWorkHere")} checked={staff} onChange={setStaff} />
      {staff ? <CodeField value={code} onInput={setCode} /> : null}
      <Button kind={canUsePasskeys() ? "plain" : "primary"} type="submit" wide disabled={busy}>
        {t("signIn")}
      </Button>
    </form>
  );
}

/** The second thing staff show beside their passphrase. */
export function CodeField({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  return (
    <TextField
      label={t("code")}
      hint={t("codeHint")}
      name="code"
      autocomplete="one-time-code"
      maxLength={64}
      value={value}
      onInput={onInput}
    />
  );
}
