import "./verify.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { canUsePasskeys } from "../../data/passkeys.ts";
import { t } from "../../i18n/door.ts";
import { go } from "../../router.ts";
import { proveByPasskey, proveByPassphrase } from "../../state/credentials.ts";
import { identity } from "../../state/identity.ts";
import { asking, giveUp } from "../../state/verify.ts";
import { Button } from "../../ui/button.tsx";
import { PassphraseField } from "../../ui/passphrase-field.tsx";
import { Failure } from "../sign-in/failure.tsx";
import { PasskeyButton } from "../sign-in/passkey-button.tsx";
import { CodeField } from "../sign-in/sign-in.tsx";
import { useAttempt } from "../sign-in/use-attempt.ts";

/** Asks who is there, over whatever is being done: that stays as it is, and goes on afterwards. */
export function Verify() {
  const dialog = useRef<HTMLDialogElement>(null);
  const attempt = useAttempt();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close(); // gives the focus back to where it was
  }, []);
  const person = identity.value;
  const ways = person?.ways;
  const hasPasskey = ways?.passkeys !== 0 && canUsePasskeys();
  const isStaff = person?.role !== "patient";
  const forHelp = () => {
    giveUp();
    go("/help");
  };
  return (
    <dialog ref={dialog} class="verify" aria-labelledby="verify-title" onCancel={giveUp}>
      <div class="stack">
        <h2 id="verify-title">{t("confirmIt")}</h2>
        <p>{asking.value === "step_up" ? t("verifyStepUp") : t("verifyRead")}</p>
        <Failure text={attempt.error} />
        {hasPasskey ? (
          <PasskeyButton
            disabled={attempt.busy}
            onClick={() => void attempt.try(proveByPasskey, t("passkeyUnknown"))}
          />
        ) : null}
        {ways?.passphrase === false ? null : (
          <ByPassphrase
            busy={attempt.busy}
            isStaff={isStaff}
            first={!hasPasskey}
            onSubmit={(secrets) => void attempt.try(() => proveByPassphrase(secrets), t("verifyWrong"))}
          />
        )}
        <div class="row spread">
          <Button kind="quiet" onClick={giveUp}>
            {t("notNow")}
          </Button>
          {isStaff ? null : (
            <Button kind="quiet" onClick={forHelp}>
              {t("helpNow")}
            </Button>
          )}
        </div>
      </div>
    </dialog>
  );
}

interface ByPassphraseProps {
  busy: boolean;
  isStaff: boolean;
  /** Nothing stands before it. */
  first: boolean;
  onSubmit: (secrets: { passphrase: string; code?: string }) => void;
}

function ByPassphrase({ busy, isStaff, first, onSubmit }: ByPassphraseProps) {
  const [passphrase, setPassphrase] = useState("");
  const [code, setCode] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    onSubmit(isStaff ? { passphrase, code: code.replace(/\s/g, "") } : { passphrase });
  };
  return (
    <form class="stack" onSubmit={submit}>
      <PassphraseField
        label={t("passphrase")}
        purpose="current-password"
        value={passphrase}
        onInput={setPassphrase}
      />
      {isStaff ? <CodeField value={code} onInput={setCode} /> : null}
      <Button kind={first ? "primary" : "plain"} type="submit" wide disabled={busy}>
        {t("confirm")}
      </Button>
    </form>
  );
}
