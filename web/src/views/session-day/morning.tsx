import { computed } from "@preact/signals";
import { useState } from "preact/hooks";
import type { CheckIn, Row } from "../../core/entries.ts";
import { SLEEP_HOURS } from "../../core/session-questions.ts";
import { t } from "../../i18n/patient.ts";
import { s } from "../../i18n/session-day.ts";
import { day } from "../../state/day.ts";
import { allDays } from "../../state/journal.ts";
import { finished } from "../../state/session-day.ts";
import { correct, record } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { Scale } from "../../ui/scale.tsx";
import { trySave } from "../try-save.ts";
import { Frame } from "./frame.tsx";

interface Props {
  once: (act: () => Promise<boolean>) => Promise<void>;
}

/** How the morning is: mood, then function, and it is saved. "Too much" is an answer, as on any day. */
export function CheckInQuestion({ once }: Props) {
  const [mood, setMood] = useState<number | null>(null);
  const save = async (content: CheckIn) => (await trySave(() => record(content))) !== null;
  const tooMuch = async () => {
    const saved = await save({ kind: "check_in", mood: null, function: null, too_hard: true });
    if (saved) await finished();
  };
  const rating = mood === null ? "mood" : "function";
  const label = t(rating);
  const pick = (value: number) => {
    if (mood === null) setMood(value);
    else void once(() => save({ kind: "check_in", mood, function: value }));
  };
  return (
    <Frame
      key={rating}
      title={mood === null ? s("moodNow") : s("functionNow")}
      redFlags
      skips
      onTooMuch={() => void tooMuch()}
    >
      <Scale
        label={label}
        low={t("worst")}
        high={t("best")}
        value={null}
        name={(value) => t("outOfTen", { label, n: value })}
        onPick={pick}
      />
    </Frame>
  );
}

/** How long they slept: added to the morning's check-in. */
export function SleepQuestion({ once }: Props) {
  const pick = (hours: number) => once(async () => (await trySave(() => addSleep(hours))) !== null);
  return (
    <Frame title={s("slept")} redFlags skips>
      <div class="session-hours">
        {SLEEP_HOURS.map((n, at) => (
          <Button key={n} label={hoursWord(n, at)} onClick={() => void pick(n)}>
            {shortWord(n, at)}
          </Button>
        ))}
      </div>
    </Frame>
  );
}

const LAST = SLEEP_HOURS.length - 1;

function hoursWord(n: number, at: number): string {
  return at === 0 || at === LAST ? shortWord(n, at) : s("hours", { n });
}

function shortWord(n: number, at: number): string {
  if (at === 0) return s("orLess", { n });
  return at === LAST ? s("orMore", { n }) : String(n);
}

/** The day's latest check-in: with one, mood and function are not asked again. */
export const checkIn = computed(() => {
  const today = allDays.value.find(({ date }) => date === day.value);
  const rows = today?.chains.map(({ current }) => current) ?? [];
  return rows.find((row): row is Row & { content: CheckIn } => row.content.kind === "check_in");
});

async function addSleep(sleep_hours: number): Promise<string> {
  const row = checkIn.value;
  if (!row) throw new Error("there is no check-in to add to");
  return correct(row.id, { ...row.content, sleep_hours });
}
