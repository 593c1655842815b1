import { useState } from "preact/hooks";
import type { Language } from "../../i18n/language.ts";
import { language } from "../../i18n/language.ts";
import { t } from "../../i18n/patient.ts";
import { go } from "../../router.ts";
import { identity, signOut } from "../../state/identity.ts";
import { canInstall, install, installed } from "../../state/install.ts";
import { closeJournal, flush, link, syncNow, unsent } from "../../state/journal.ts";
import { chooseLanguage, chooseTheme, type Theme, theme } from "../../state/settings.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Choices } from "../../ui/choices.tsx";
import { Link } from "../../ui/link.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";

export function More() {
  return (
    <Page title={t("more")}>
      <Sending />
      <Card>
        <Choices<Language>
          legend={t("language")}
          layout="chips"
          options={[
            { value: "en", label: "English" },
            { value: "es", label: "Español" },
          ]}
          value={language.value}
          onPick={chooseLanguage}
        />
        <Choices<Theme>
          legend={t("theme")}
          layout="chips"
          options={[
            { value: "device", label: t("themeDevice") },
            { value: "light", label: t("themeLight") },
            { value: "dark", label: t("themeDark") },
          ]}
          value={theme.value}
          onPick={chooseTheme}
        />
      </Card>
      <Link to="/companion-pass" class="button button-plain">
        {t("companionPass")}
      </Link>
      <Install />
      <Account />
    </Page>
  );
}

function Sending() {
  const sending = link.value === "sending";
  return (
    <Card>
      <p role="status">{unsent.value === 0 ? t("sentAll") : t("waiting", { n: unsent.value })}</p>
      {unsent.value > 0 ? (
        <Button disabled={sending} onClick={syncNow}>
          {sending ? t("sendingNow") : t("sendNow")}
        </Button>
      ) : null}
    </Card>
  );
}

function Install() {
  if (installed()) return null;
  return (
    <Card title={t("install")}>
      <p>{t("installWhy")}</p>
      {canInstall.value ? (
        <Button onClick={() => void install()}>{t("installNow")}</Button>
      ) : (
        <p class="muted">{t("installHow")}</p>
      )}
    </Card>
  );
}

/** Signing out sends first; what can't be sent is the person's to decide on. */
function Account() {
  const [left, setLeft] = useState(0);
  const [busy, setBusy] = useState(false);
  const leave = async (waiting: "keep" | "discard") => {
    setBusy(true);
    await closeJournal();
    await signOut(waiting);
    go("/", { replace: true });
  };
  const ask = async () => {
    setBusy(true);
    const waiting = await flush();
    if (waiting === 0) return leave("keep");
    setBusy(false);
    setLeft(waiting);
  };
  return (
    <Card title={t("account")}>
      <p>
        {identity.value?.name}, {identity.value?.clinic.name}
      </p>
      <Link to="/account" class="button">
        {t("accountAndDevices")}
      </Link>
      {left === 0 ? (
        <Button disabled={busy} onClick={() => void ask()}>
          {t("signOut")}
        </Button>
      ) : (
        <Notice tone="caution" alert>
          <h2>{t("notSent")}</h2>
          <p>{t("notSentWhy", { n: left })}</p>
          <Button kind="primary" disabled={busy} onClick={() => void leave("keep")}>
            {t("keepAndLeave")}
          </Button>
          <Button kind="danger" disabled={busy} onClick={() => void leave("discard")}>
            {t("discardAndLeave", { n: left })}
          </Button>
          <Button onClick={() => setLeft(0)}>{t("cancel")}</Button>
        </Notice>
      )}
    </Card>
  );
}
