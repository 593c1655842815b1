import { useEffect, useState } from "preact/hooks";
import { rfc3339 } from "../../core/dates.ts";
import type { Row, SideEffect } from "../../core/entries.ts";
import { isTakenBack } from "../../core/slips.ts";
import { now } from "../../data/clock.ts";
import { effectName, severityName } from "../../i18n/effects.ts";
import { t } from "../../i18n/patient.ts";
import { go } from "../../router.ts";
import { zone } from "../../state/day.ts";
import { rows } from "../../state/journal.ts";
import { correct } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { announce } from "../../ui/live.tsx";
import { Page } from "../../ui/page.tsx";
import { SlipButton, TookBack } from "../help/take-back.tsx";
import { nearTime, ReceiptLine } from "../receipt.tsx";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";
import { Belongs } from "./belongs.tsx";
import { Drinking } from "./drinking.tsx";

/** The report is saved; when it started or ended can still be put right. */
export function EpisodeSaved({ id: first, ended }: { id: string; ended: boolean }) {
  const [id, setId] = useState(first);
  const row = rows.value.find((each) => each.id === id);
  useEffect(() => announce(t("saved")), []);
  if (row?.content.kind !== "side_effect") return <Page title={t("saved")} backTo="/" children={null} />;
  const { content } = row;
  return (
    <Page title={t("saved")} backTo="/">
      <div>
        <p class="today-latest">
          {t("effectStarted", {
            effect: effectName(content.effect),
            severity: severityName(content.severity),
          })}
        </p>
        <p class="muted">{span(content)}</p>
        <ReceiptLine row={row} />
      </div>
      {ended || isTakenBack(content) ? null : <Drinking effect={content.effect} />}
      <Button kind="primary" wide onClick={() => go("/")}>
        {t("done")}
      </Button>
      {isTakenBack(content) ? (
        <TookBack isSent={row.received_at !== null} />
      ) : (
        <>
          <When row={row} content={content} ended={ended} onSaved={setId} />
          <Belongs row={row} content={content} onSaved={setId} />
          <SlipButton row={row} onTaken={setId} />
        </>
      )}
    </Page>
  );
}

export function span(content: SideEffect): string {
  const since = t("since", { time: nearTime(Date.parse(content.started_at)) });
  if (!content.ended_at) return since;
  return `${since}, ${t("effectEnded", { time: nearTime(Date.parse(content.ended_at)) })}`;
}

interface WhenProps {
  row: Row;
  content: SideEffect;
  ended: boolean;
  onSaved: (id: string) => void;
}

const WEEK_MS = 7 * 86_400_000;

function When({ row, content, ended, onSaved }: WhenProps) {
  const said = ended ? (content.ended_at ?? content.started_at) : content.started_at;
  const [text, setText] = useState(wallClock(Date.parse(said)));
  const [error, setError] = useState("");

  const save = async () => {
    const at = Date.parse(text); // a datetime-local is in the device's own zone
    const problem = wrongTime(at, ended ? content.started_at : null);
    setError(problem);
    if (problem) return;
    const instant = rfc3339(at, zone());
    const changed = ended ? { ...content, ended_at: instant } : { ...content, started_at: instant };
    const id = await trySave(() => correct(row.id, changed));
    if (id === null) return;
    announce(t("saved"));
    onSaved(id);
  };

  return (
    <details class="more">
      <summary>{ended ? t("endedWhen") : t("startedWhen")}</summary>
      <div class="stack">
        <TextField
          label={ended ? t("endedWhen") : t("startedWhen")}
          type="datetime-local"
          value={text}
          error={error || undefined}
          onInput={setText}
        />
        <Button onClick={save}>{t("save")}</Button>
        <SaveError />
      </div>
    </details>
  );
}

function wrongTime(at: number, startedAt: string | null): string {
  const latest = now();
  if (!Number.isFinite(at) || at > latest || at < latest - WEEK_MS) return t("timeRange");
  return startedAt !== null && at < Date.parse(startedAt) ? t("endBeforeStart") : "";
}

/** An instant as a datetime-local shows it: "2025-11-23T21:02". */
function wallClock(at: number): string {
  return rfc3339(at, zone()).slice(0, 16);
}
