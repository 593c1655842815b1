import "./history.css";
import { useState } from "preact/hooks";
import { addDays } from "../../core/dates.ts";
import { type Chain, chains, type Day, days } from "../../core/journal.ts";
import { fullDay, longDay, number } from "../../i18n/format.ts";
import { w } from "../../i18n/history.ts";
import { t } from "../../i18n/patient.ts";
import { today } from "../../state/day.ts";
import { allDays } from "../../state/journal.ts";
import { fetchOlder } from "../../state/older.ts";
import { readable } from "../../state/verify.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Locked } from "../verify/locked.tsx";
import { Decisions } from "./decisions.tsx";
import { EntryView } from "./entry.tsx";

/**
 * Every day that has an entry, newest first; what waits for a decision above them. Before the person has proven lately
 * who they are, only today and yesterday.
 */
export function History() {
  const yesterday = addDays(today(), -1);
  const shown = readable.value ? allDays.value : allDays.value.filter(({ date }) => date >= yesterday);
  return (
    <Page title={t("history")}>
      <Decisions />
      {readable.value && shown.length === 0 ? (
        <div>
          <p>{w("nothingYet")}</p>
          <p class="muted">{w("nothingYetWhy")}</p>
        </div>
      ) : null}
      <DayList days={shown} editable />
      {readable.value ? <Older /> : <Locked text={t("confirmForHistory")} why={t("confirmWhy")} />}
    </Page>
  );
}

function DayList({ days: list, editable }: { days: readonly Day[]; editable?: boolean }) {
  const newest = today();
  return (
    <ol class="plain-list history">
      {list.map((day) => (
        <li key={day.date}>
          <details open={day.date === newest}>
            <summary>
              <span>
                {day.date.slice(0, 4) === newest.slice(0, 4) ? longDay(day.date) : fullDay(day.date)}
              </span>
              <span class="muted small history-summary">{daySummary(day)}</span>
            </summary>
            <ul class="plain-list stack">
              {day.chains.map((chain: Chain) => (
                <li key={chain.current.id}>
                  <EntryView chain={chain} editable={editable} />
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ol>
  );
}

function daySummary(day: Day): string {
  if (day.mood === null && day.function === null) return "";
  const said = (value: number | null) => (value === null ? t("notRated") : number(value));
  return t("moodAndFunction", { mood: said(day.mood), function: said(day.function) });
}

/** Older days come from the clinic when they are asked for, and are not kept on the phone. */
function Older() {
  const [older, setOlder] = useState<readonly Day[]>([]);
  const [before, setBefore] = useState<string | null>(null);
  const [state, setState] = useState<"idle" | "busy" | "offline" | "end">("idle");
  const oldest = before ?? allDays.value.at(-1)?.date ?? today();

  const fetchMore = async () => {
    setState("busy");
    const from = addDays(oldest, -OLDER_DAYS);
    const rows = await fetchOlder(from, addDays(oldest, -1)).catch(() => null);
    if (rows === null) return setState("offline");
    setOlder([...older, ...days(chains(rows))]);
    setBefore(from);
    setState(rows.length === 0 ? "end" : "idle");
  };

  return (
    <>
      <DayList days={older} />
      {state === "end" ? (
        <p class="muted">{w("noOlder")}</p>
      ) : (
        <Button disabled={state === "busy"} onClick={() => void fetchMore()}>
          {w("older")}
        </Button>
      )}
      {state === "offline" ? <p role="status">{w("olderOffline")}</p> : null}
    </>
  );
}

const OLDER_DAYS = 90;
