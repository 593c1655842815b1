import { useState } from "preact/hooks";
import type { Welcome } from "../../core/account.ts";
import { digits } from "../../core/proof.ts";
import { beginInvitation } from "../../data/account.ts";
import { t } from "../../i18n/account.ts";
import { token } from "../../state/invitation.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { Failure } from "../sign-in/failure.tsx";
import { useAttempt } from "../sign-in/use-attempt.ts";
import { Choose } from "./choose.tsx";

/** The way in for somebody who was invited: the numbers they were told, then how they will sign in. */
export function Join() {
  const [code, setCode] = useState("");
  const [welcome, setWelcome] = useState<Welcome | null>(null);
  const held = token.value;
  if (held === null) {
    return (
      <Page title={t("joinTitle")}>
        <p>{t("joinNoToken")}</p>
      </Page>
    );
  }
  const begin = async () => setWelcome(await beginInvitation({ token: held, code }));
  if (welcome === null) return <AskCode key={held} code={code} setCode={setCode} begin={begin} />;
  return <Choose welcome={welcome} invitation={{ token: held, code }} again={begin} />;
}

interface AskCodeProps {
  code: string;
  setCode: (code: string) => void;
  begin: () => Promise<void>;
}

const DIGITS = 6;

function AskCode({ code, setCode, begin }: AskCodeProps) {
  const attempt = useAttempt();
  const submit = (event: Event) => {
    event.preventDefault();
    void attempt.try(begin, t("joinCodeWrong"));
  };
  return (
    <Page title={t("joinTitle")}>
      <form class="stack" onSubmit={submit}>
        <TextField
          label={t("joinCode")}
          hint={t("joinCodeHint")}
          inputMode="numeric"
          autocomplete="off"
          required
          value={code}
          onInput={(typed) => setCode(digits(typed).slice(0, DIGITS))}
        />
        <Failure text={attempt.error} />
        <Button kind="primary" type="submit" wide disabled={attempt.busy || code.length < DIGITS}>
          {t("next")}
        </Button>
      </form>
    </Page>
  );
}
