import "./companion-pass.css";
import { useEffect, useState } from "preact/hooks";
import type { ListedPass, Pass } from "../../core/companion.ts";
import { Refused, Unreachable } from "../../data/api.ts";
import { endPass, makePass, passes } from "../../data/companion.ts";
import { companionWords as w } from "../../i18n/companion.ts";
import { dayAndTime } from "../../i18n/format.ts";
import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { announce } from "../../ui/live.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Qr } from "../../ui/qr.tsx";

interface CompanionPassProps {
  patient: string;
  /** The patient makes it for their own companion. */
  own?: boolean;
  backTo: string;
}

/** Makes a pass for whoever brings the patient home, and ends those that are open. */
export function CompanionPass({ patient, own, backTo }: CompanionPassProps) {
  const [made, setMade] = useState<Pass | null>(null);
  const [listed, setListed] = useState<readonly ListedPass[]>([]);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailed(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      setFailed(reason(error));
    }
    setBusy(false);
  };
  const look = async () => setListed(await passes(patient));
  useEffect(() => {
    void attempt(look);
  }, [patient]);
  const make = async () => {
    setMade(await makePass(patient));
    await look();
  };
  const end = async (pass: ListedPass) => {
    await endPass(patient, pass.id);
    if (made?.id === pass.id) setMade(null);
    announce(w("passEnded"));
    await look();
  };
  return (
    <Page title={w("pass")} backTo={backTo}>
      <p>{w(own ? "passWhyOwn" : "passWhy")}</p>
      {failed ? (
        <Notice tone="caution" alert>
          <p>{failed}</p>
        </Notice>
      ) : null}
      {made ? (
        <PassCard pass={made} />
      ) : (
        <Button kind="primary" wide disabled={busy} onClick={() => void attempt(make)}>
          {w("makePass")}
        </Button>
      )}
      <Open listed={listed} busy={busy} onEnd={(pass) => void attempt(() => end(pass))} />
    </Page>
  );
}

function reason(error: Refused | Unreachable): string {
  if (!(error instanceof Refused)) return t("offline");
  return error.needs ? t("failed") : [error.problem.title, error.problem.detail].filter(Boolean).join(". ");
}

function PassCard({ pass }: { pass: Pass }) {
  return (
    <Card title={w("scanThis")}>
      <Qr rows={pass.qr} label={w("qr")} />
      <p class="pass-link">{pass.link}</p>
      <p>{w("codeIs", { code: pass.code })}</p>
      <p>{w("passUntil", { when: dayAndTime(pass.expires_at) })}</p>
      <p class="muted small">{w("passOnce")}</p>
    </Card>
  );
}

interface OpenProps {
  listed: readonly ListedPass[];
  busy: boolean;
  onEnd: (pass: ListedPass) => void;
}

function Open({ listed, busy, onEnd }: OpenProps) {
  const open = listed.filter(({ state }) => state === "open");
  if (open.length === 0) return null;
  return (
    <Card title={w("openPasses")}>
      <ul class="plain-list stack-s">
        {open.map((pass) => (
          <li key={pass.id} class="row spread">
            <span>
              {w("passMade", { made: dayAndTime(pass.made_at), until: dayAndTime(pass.expires_at) })}
            </span>
            <Button
              label={w("endPassOf", { when: dayAndTime(pass.made_at) })}
              disabled={busy}
              onClick={() => onEnd(pass)}
            >
              {w("endPass")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
