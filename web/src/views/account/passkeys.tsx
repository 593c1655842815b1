import { useState } from "preact/hooks";
import type { Passkey } from "../../core/account.ts";
import { Refused } from "../../data/api.ts";
import { canUsePasskeys } from "../../data/passkeys.ts";
import { t } from "../../i18n/account.ts";
import { dayAndTime } from "../../i18n/format.ts";
import { addPasskey, passkeys, removePasskey } from "../../state/account.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { TextField } from "../../ui/field.tsx";
import { Failure } from "../sign-in/failure.tsx";
import { useAttempt } from "../sign-in/use-attempt.ts";
import { thisDevice } from "./device-name.ts";

/** The locks that open the account, and the way to add this device's. */
export function Passkeys() {
  const attempt = useAttempt();
  const all = passkeys.value ?? [];
  const remove = (passkey: Passkey) => attempt.try(() => removePasskey(passkey.id), whyKept);
  return (
    <Card title={t("passkeys")}>
      <p class="muted small">{t("passkeysWhy")}</p>
      {all.length === 0 ? <p>{t("passkeysNone")}</p> : null}
      <ul class="plain-list account-list">
        {all.map((passkey) => (
          <li key={passkey.id} class="account-item">
            <Held passkey={passkey} busy={attempt.busy} onRemove={() => remove(passkey)} />
          </li>
        ))}
      </ul>
      <Failure text={attempt.error} />
      {canUsePasskeys() ? <Add /> : null}
    </Card>
  );
}

const CONFLICT = 409;

function whyKept(failure: unknown): string {
  return failure instanceof Refused && failure.status === CONFLICT ? t("lastWayIn") : t("failed");
}

interface HeldProps {
  passkey: Passkey;
  busy: boolean;
  onRemove: () => Promise<boolean>;
}

function Held({ passkey, busy, onRemove }: HeldProps) {
  const [sure, setSure] = useState(false);
  const { name, created_at, last_used_at } = passkey;
  return (
    <>
      <div>
        <p>{name}</p>
        <p class="muted small">
          {t("passkeyAdded", { time: dayAndTime(created_at) })},{" "}
          {last_used_at ? t("lastUsed", { time: dayAndTime(last_used_at) }) : t("neverUsed")}
        </p>
      </div>
      {sure ? (
        <div class="row">
          <Button kind="danger" disabled={busy} onClick={() => void onRemove().then(() => setSure(false))}>
            {t("removeSure", { name })}
          </Button>
          <Button onClick={() => setSure(false)}>{t("keep")}</Button>
        </div>
      ) : (
        <Button label={t("removeNamed", { name })} onClick={() => setSure(true)}>
          {t("remove")}
        </Button>
      )}
    </>
  );
}

const LONGEST_NAME = 60;

function Add() {
  const [name, setName] = useState<string | null>(null);
  const attempt = useAttempt();
  if (name === null) return <Button onClick={() => setName(thisDevice())}>{t("addPasskey")}</Button>;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await attempt.try(() => addPasskey(name.trim() || thisDevice()), t("failed"))) setName(null);
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <TextField
        label={t("passkeyName")}
        hint={t("passkeyNameHint")}
        autocomplete="off"
        maxLength={LONGEST_NAME}
        value={name}
        onInput={setName}
      />
      <Failure text={attempt.error} />
      <div class="row">
        <Button type="submit" kind="primary" disabled={attempt.busy}>
          {t("addPasskey")}
        </Button>
        <Button onClick={() => setName(null)}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
