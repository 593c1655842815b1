import { useState } from "preact/hooks";
import { Refused } from "../../data/api.ts";
import { t } from "../../i18n/t.ts";
import { go, path } from "../../router.ts";
import { type Credentials, signIn } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";

/** The door, for patients and staff alike. What was wrong is not said: that would tell a stranger who exists. */
export function SignIn() {
  const [credentials, setCredentials] = useState<Credentials>({ email: "", passphrase: "" });
  const [staff, setStaff] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const set = (part: Partial<Credentials>) => setCredentials({ ...credentials, ...part });

  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError("");
    try {
      await signIn(sent(credentials, staff));
      if (path.value === "/sign-in") go("/", { replace: true });
    } catch (failure) {
      setError(reason(failure));
      setBusy(false);
    }
  };

  return (
    <Page title={t("app")}>
      <form class="stack" onSubmit={submit}>
        <TextField
          label={t("email")}
          type="email"
          name="email"
          autocomplete="username"
          required
          value={credentials.email}
          onInput={(email) => set({ email })}
        />
        <TextField
          label={t("passphrase")}
          type="password"
          name="passphrase"
          autocomplete="current-password"
          required
          value={credentials.passphrase}
          onInput={(passphrase) => set({ passphrase })}
        />
        <Checkbox label={t("iWorkHere")} checked={staff} onChange={setStaff} />
        {staff ? (
          <TextField
            label={t("code")}
            hint={t("codeHint")}
            name="code"
            autocomplete="one-time-code"
            inputMode="numeric"
            maxLength={8}
            value={credentials.code ?? ""}
            onInput={(code) => set({ code })}
          />
        ) : null}
        {error ? (
          <Notice tone="danger" alert>
            <p>{error}</p>
          </Notice>
        ) : null}
        <Button kind="primary" type="submit" wide disabled={busy}>
          {t("signIn")}
        </Button>
      </form>
    </Page>
  );
}

function sent({ email, passphrase, code }: Credentials, staff: boolean): Credentials {
  const known = { email: email.trim(), passphrase };
  return staff && code ? { ...known, code: code.replace(/\s/g, "") } : known;
}

function reason(failure: unknown): string {
  if (!(failure instanceof Refused)) return t("signInOffline");
  if (failure.status === 401 || failure.status === 400 || failure.status === 422) return t("signInFailed");
  return failure.status === 429 ? t("signInSlow") : t("failed");
}
