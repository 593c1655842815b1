import { useState } from "preact/hooks";
import { addDays } from "../../core/dates.ts";
import type { CheckIn as Content } from "../../core/entries.ts";
import { longDay } from "../../i18n/format.ts";
import { t } from "../../i18n/patient.ts";
import { go, state } from "../../router.ts";
import { today } from "../../state/day.ts";
import { rows } from "../../state/journal.ts";
import { correct, record } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Scale } from "../../ui/scale.tsx";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";
import { CheckInSaved } from "./saved.tsx";

/** Where in the check-in one is; it lives in the browser's history, so that back is one step back. */
export interface Place {
  step?: "function" | "saved";
  /** A day filled in later. */
  day?: string;
  /** An entry that is corrected. */
  edit?: string;
}

/** What is being filled in. Written with the second tap; every later change corrects it. */
export interface Filling {
  id: string | null;
  day: string;
  content: Content;
}

function begin(place: Place): Filling {
  const row = rows.value.find(({ id }) => id === place.edit);
  if (row?.content.kind === "check_in") return { id: row.id, day: row.local_date, content: row.content };
  return { id: null, day: place.day ?? today(), content: { kind: "check_in", mood: null, function: null } };
}

/** Mood, function, saved: two taps. */
export function CheckIn() {
  const place = (state.value ?? {}) as Place;
  const [filling, setFilling] = useState(() => begin(place));
  // a reload in the middle has lost what was tapped: start at the first question
  const step = filling.id === null && filling.content.mood === null ? undefined : place.step;
  const move = (to: Place["step"]) => go("/check-in", { state: { ...place, step: to } });

  const save = async (content: Content) => {
    const { id, day } = filling;
    const saved = await trySave(() => (id === null ? record(content, { day }) : correct(id, content)));
    if (saved === null) return;
    setFilling({ id: saved, day, content });
    move("saved");
  };
  const pickMood = (mood: number) => {
    setFilling({ ...filling, content: { ...rated(filling.content), mood } });
    move("function");
  };

  if (step === "saved") return <CheckInSaved filling={filling} onChange={setFilling} />;
  if (step === "function") {
    return (
      <Question
        key="function"
        filling={filling}
        rating="function"
        n={2}
        onPick={(value) => save({ ...rated(filling.content), function: value })}
      />
    );
  }
  const tooHard = () => save({ ...filling.content, mood: null, function: null, too_hard: true });
  return <Question key="mood" filling={filling} rating="mood" n={1} onPick={pickMood} onTooHard={tooHard} />;
}

/** A rated day is no longer one that was too hard. */
function rated({ too_hard: _, ...content }: Content): Content {
  return content;
}

interface QuestionProps {
  filling: Filling;
  rating: "mood" | "function";
  n: number;
  onPick: (value: number) => void;
  onTooHard?: () => void;
}

function Question({ filling, rating, n, onPick, onTooHard }: QuestionProps) {
  const label = t(rating);
  return (
    <Page title={label} aside={t("step", { n, of: 2 })} backTo="/">
      <div>
        <p>{filling.day === today() ? t("howIsToday") : aboutDay(filling.day)}</p>
        <p class="muted">{rating === "mood" ? t("moodHint") : t("functionHint")}</p>
      </div>
      <Scale
        label={label}
        low={t("worst")}
        high={t("best")}
        value={filling.content[rating]}
        name={(value) => t("outOfTen", { label, n: value })}
        onPick={onPick}
      />
      <SaveError />
      {onTooHard ? (
        <Button kind="quiet" onClick={onTooHard}>
          {filling.day === today() ? t("tooHard") : t("tooHardThatDay")}
        </Button>
      ) : null}
    </Page>
  );
}

function aboutDay(day: string): string {
  return day === addDays(today(), -1) ? t("howWasYesterday") : longDay(day);
}
