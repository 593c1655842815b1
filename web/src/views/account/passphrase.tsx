import { useState } from "preact/hooks";
import { isLongEnough } from "../../core/proof.ts";
import { Refused } from "../../data/api.ts";
import { t } from "../../i18n/account.ts";
import { changePassphrase } from "../../state/account.ts";
import { identity } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { announce } from "../../ui/live.tsx";
import { Failure } from "../sign-in/failure.tsx";
import { useAttempt } from "../sign-in/use-attempt.ts";
import { NewPassphrase } from "./new-passphrase.tsx";

export function Passphrase() {
  const [open, setOpen] = useState(false);
  const has = identity.value?.ways?.passphrase ?? true;
  return (
    <Card title={t("passphrase")}>
      <p>{has ? t("passphraseOn") : t("passphraseOff")}</p>
      {open ? (
        <Change onDone={() => setOpen(false)} />
      ) : (
        <Button onClick={() => setOpen(true)}>{has ? t("changePassphrase") : t("setPassphrase")}</Button>
      )}
    </Card>
  );
}

const UNPROCESSABLE = 422;

function Change({ onDone }: { onDone: () => void }) {
  const [value, setValue] = useState("");
  const [pressed, setPressed] = useState(false);
  const [weak, setWeak] = useState(false);
  const attempt = useAttempt();
  const change = async () => {
    try {
      await changePassphrase(value);
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.status !== UNPROCESSABLE) throw failure;
      setWeak(true);
      return;
    }
    announce(t("passphraseChanged"));
    onDone();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    setPressed(true);
    setWeak(false);
    if (isLongEnough(value)) void attempt.try(change, t("failed"));
  };
  return (
    <form class="stack" onSubmit={submit}>
      <NewPassphrase value={value} onInput={setValue} checked={pressed} refused={weak} />
      <p class="muted small">{t("passphraseEnds")}</p>
      <Failure text={attempt.error} />
      <div class="row">
        <Button type="submit" kind="primary" disabled={attempt.busy}>
          {t("save")}
        </Button>
        <Button onClick={onDone}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
