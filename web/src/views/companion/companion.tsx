import "./companion.css";
import { useEffect, useState } from "preact/hooks";
import { companionWords as w } from "../../i18n/companion.ts";
import { t } from "../../i18n/t.ts";
import { go } from "../../router.ts";
import { companionship, type Entered, enter, resume, watchLine } from "../../state/companion.ts";
import { identity } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Reporting } from "./reporting.tsx";

/** Takes the code out of the address: it must not stay in the history of somebody's phone. */
function takeCode(): string {
  const code = location.hash.slice(1);
  if (code) history.replaceState(history.state, "", location.pathname);
  return code;
}

/** The page behind a companion pass: for a phone that has no account, and reads nothing. */
export function Companion() {
  const [code, setCode] = useState(takeCode);
  useEffect(watchLine, []);
  useEffect(() => {
    const again = () => setCode((before) => takeCode() || before);
    addEventListener("hashchange", again); // a second pass opened over the first changes the fragment alone
    return () => removeEventListener("hashchange", again);
  }, []);
  return (
    <div class="companion">
      {identity.value ? (
        <SignedIn />
      ) : companionship.value ? (
        <Reporting known={companionship.value} />
      ) : (
        <Door key={code} code={code} />
      )}
    </div>
  );
}

/** Somebody else's phone is what the pass is for: on one's own it would end one's sign-in. */
function SignedIn() {
  return (
    <Page title={w("otherPerson")}>
      <p>{w("otherPersonWhy")}</p>
      <Button kind="primary" wide onClick={() => go("/", { replace: true })}>
        {w("toMyJournal")}
      </Button>
    </Page>
  );
}

/** In with the code that was scanned, or with the pass used before, or with a code typed by hand. */
function Door({ code: scanned }: { code: string }) {
  const [code, setCode] = useState(scanned);
  const [said, setSaid] = useState<Entered | "asking" | "trying">("trying");
  const tryIt = async (work: Promise<Entered>, ifWrong: Entered | "asking") => {
    setSaid("trying");
    const came = await work;
    setSaid(came === "wrong" ? ifWrong : came);
  };
  useEffect(() => {
    void (scanned ? tryIt(enter(scanned), "wrong") : tryIt(resume(), "asking"));
  }, [scanned]);
  const submit = (event: Event) => {
    event.preventDefault();
    void tryIt(enter(code), "wrong");
  };
  if (said === "trying" && code === scanned) return <p class="visually-hidden">{t("loading")}</p>;
  return (
    <Page title={w("pass")}>
      <form class="stack" onSubmit={submit}>
        <TextField
          label={w("enterCode")}
          hint={w("enterCodeHint")}
          value={code}
          onInput={setCode}
          autocomplete="off"
          maxLength={40}
          required
        />
        <WhyNot said={said} />
        <Button kind="primary" type="submit" wide disabled={said === "trying"}>
          {w("goOn")}
        </Button>
      </form>
    </Page>
  );
}

function WhyNot({ said }: { said: Entered | "asking" | "trying" }) {
  if (said === "asking" || said === "trying" || said === "in") return null;
  const words = { wrong: w("codeFailed"), slow: w("slow"), offline: w("needSignal") };
  return (
    <Notice tone="caution" alert>
      <p>{words[said]}</p>
    </Notice>
  );
}
