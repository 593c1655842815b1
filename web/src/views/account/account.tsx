import "./account.css";
import { useEffect, useState } from "preact/hooks";
import { Refused } from "../../data/api.ts";
import { t } from "../../i18n/account.ts";
import { devices, loadAccount } from "../../state/account.ts";
import { identity } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Locked } from "../verify/locked.tsx";
import { Devices } from "./devices.tsx";
import { News } from "./news.tsx";
import { Passkeys } from "./passkeys.tsx";
import { Passphrase } from "./passphrase.tsx";
import { PrintedCode, RecoveryCode } from "./recovery-code.tsx";
import { Totp } from "./totp.tsx";

/** One's own account: who opened it, from where, and with what. */
export function Account() {
  const [state, setState] = useState<"loading" | "shown" | "locked" | "failed">("loading");
  const [recoveryCode, setRecoveryCode] = useState("");
  const load = async () => {
    try {
      await loadAccount();
      setState("shown");
    } catch (failure) {
      const locked = failure instanceof Refused && failure.needs !== null;
      setState(locked ? "locked" : "failed");
    }
  };
  useEffect(() => {
    void load();
  }, []);
  if (recoveryCode) return <PrintedCode code={recoveryCode} onDone={() => setRecoveryCode("")} />;
  const person = identity.value;
  const isStaff = person?.role !== "patient";
  return (
    <Page title={t("yourAccount")} backTo={isStaff ? "/" : "/more"}>
      <p class="muted">
        {t("signedInAs", { name: person?.name ?? "", clinic: person?.clinic.name ?? "" })}
        {person?.email ? <br /> : null}
        {person?.email}
      </p>
      {state === "loading" && devices.value === null ? <p role="status">{t("loading")}</p> : null}
      {state === "locked" ? <Locked text={t("accountLocked")} onProven={() => void load()} /> : null}
      {state === "failed" ? (
        <>
          <p role="status">{t("accountOffline")}</p>
          <Button onClick={() => void load()}>{t("tryAgain")}</Button>
        </>
      ) : null}
      {state === "shown" ? (
        <>
          <News />
          <Devices />
          <Passkeys />
          <Passphrase />
          {isStaff ? <Totp /> : null}
          {isStaff ? <RecoveryCode onMade={setRecoveryCode} /> : null}
        </>
      ) : null}
    </Page>
  );
}
