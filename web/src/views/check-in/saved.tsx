import { useEffect, useRef } from "preact/hooks";
import type { CheckIn } from "../../core/entries.ts";
import { t } from "../../i18n/patient.ts";
import { go } from "../../router.ts";
import { finish, rows } from "../../state/journal.ts";
import { asks } from "../../state/patient.ts";
import { correct } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { lazy } from "../../ui/lazy.tsx";
import { announce } from "../../ui/live.tsx";
import { Page } from "../../ui/page.tsx";
import { ReceiptLine, receiptText } from "../receipt.tsx";
import { SaveError } from "../save-error.tsx";
import { ratings } from "../today/today.tsx";
import { trySave } from "../try-save.ts";
import type { Filling } from "./check-in.tsx";
import { Extras } from "./extras.tsx";

const Asked = lazy(() => import("./asked.tsx").then((module) => module.Asked));

/** While more is being added, what was changed last is held back, so that ten taps make one correction. */
const HOLD_MS = 20_000;

interface SavedProps {
  filling: Filling;
  onChange: (filling: Filling) => void;
}

/** It is saved; whoever wants to can say more. */
export function CheckInSaved({ filling, onChange }: SavedProps) {
  const { content, id } = filling;
  const row = rows.value.find((each) => each.id === id);
  const told = row ? receiptText({ stage: "phone", at: row.recorded_at }) : "";
  const latest = useRef(filling);
  const writing = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => announce(`${t("saved")}. ${told}`), []);
  useEffect(() => () => void writing.current.then(finish), []);

  const show = (part: Partial<Filling>) => {
    latest.current = { ...latest.current, ...part };
    onChange(latest.current);
  };

  // One at a time: a correction is of the one before it. What was typed over meanwhile is not written.
  const write = async (changed: CheckIn) => {
    const { id: current, content: wanted } = latest.current;
    if (current === null || wanted !== changed) return;
    const now = await trySave(() => correct(current, changed, HOLD_MS));
    if (now !== null) show({ id: now });
  };
  const add = (part: Partial<CheckIn>) => {
    const changed = without({ ...latest.current.content, ...part });
    show({ content: changed });
    writing.current = writing.current.then(() => write(changed));
  };

  return (
    <Page title={t("saved")} backTo="/">
      <div>
        <p class="today-latest">{ratings(content)}</p>
        {row ? <ReceiptLine row={row} /> : null}
      </div>
      {content.too_hard || asks.value.length === 0 ? null : (
        <Asked asks={asks.value} content={content} onAdd={add} />
      )}
      {content.too_hard ? <p>{t("tooHardSaved")}</p> : null}
      <SaveError />
      <Button kind="primary" wide onClick={() => go("/")}>
        {t("done")}
      </Button>
      <details class="more">
        <summary>{t("addMore")}</summary>
        <Extras content={content} onAdd={add} asked={content.too_hard ? [] : asks.value} />
      </details>
    </Page>
  );
}

/** Without what was cleared: missing is missing. */
function without(content: CheckIn): CheckIn {
  return Object.fromEntries(
    Object.entries(content).filter(([, value]) => value !== undefined),
  ) as unknown as CheckIn;
}
