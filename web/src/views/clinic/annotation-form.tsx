import { useEffect, useRef, useState } from "preact/hooks";
import { type Annotation, type AnnotationKind, MOST_TEXT, mistake } from "../../core/annotations.ts";
import { uuid7 } from "../../core/uuid7.ts";
import { now } from "../../data/clock.ts";
import { deskWords as d } from "../../i18n/desk.ts";
import { t } from "../../i18n/t.ts";
import type { Settled } from "../../state/clinic.ts";
import { write } from "../../state/clinic-patient.ts";
import { Button } from "../../ui/button.tsx";
import { Choices } from "../../ui/choices.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { announce } from "../../ui/live.tsx";

interface FormProps {
  /** What is corrected; null where something new is written. */
  of: Annotation | null;
  today: string;
  onClose: () => void;
}

const WRONG = { empty: "annotationEmpty", long: "annotationTooLong", day: "annotationDayWrong" } as const;

/** A note or a plan. Escape leaves it, Ctrl+Enter saves it. A correction keeps its kind. */
export function AnnotationForm({ of, today, onClose }: FormProps) {
  const [id] = useState(() => uuid7(now(), (bytes) => crypto.getRandomValues(bytes)));
  const [kind, setKind] = useState<AnnotationKind>(of?.kind ?? "note");
  const [day, setDay] = useState(of?.date ?? today);
  const [text, setText] = useState(of?.text ?? "");
  const [wrong, setWrong] = useState<keyof typeof WRONG | null>(null);
  const [trouble, setTrouble] = useState("");
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>(of ? "textarea" : "input")?.focus(), [of]);
  const send = async (said: string | null, done: string) => {
    const draft = { id, kind, date: day, text: said };
    const settled = await write(of ? { ...draft, replaces: of.id } : draft);
    if (settled === "failed") return setTrouble(t("failed"));
    announce(settledWords(settled, done));
    onClose();
  };
  const save = () => {
    const found = mistake(text, day, today);
    setWrong(found);
    if (found)
      box.current?.querySelector<HTMLElement>(found === "day" ? "input[type=date]" : "textarea")?.focus();
    else void send(text.trim(), d("annotationSaved"));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    save();
  };
  return (
    <form ref={box} class="stack" onSubmit={submit} onKeyDown={press} noValidate>
      {of ? null : (
        <Choices
          legend={d("kindLabel")}
          layout="chips"
          options={[
            { value: "note", label: d("kindNoteHint") },
            { value: "plan", label: d("kindPlanHint") },
          ]}
          value={kind}
          onPick={setKind}
        />
      )}
      <TextField
        type="date"
        label={d("annotationDay")}
        value={day}
        max={today}
        onInput={setDay}
        error={wrong === "day" ? d(WRONG.day) : undefined}
      />
      <TextArea
        label={d("annotationText")}
        value={text}
        maxLength={MOST_TEXT}
        onInput={setText}
        error={wrong === "empty" || wrong === "long" ? d(WRONG[wrong]) : undefined}
      />
      {trouble ? <p role="alert">{trouble}</p> : null}
      <div class="row">
        <Button kind="primary" type="submit">
          {d("annotationSave")}
        </Button>
        <Button onClick={onClose}>{d("annotationCancel")}</Button>
        {of ? (
          <Button kind="danger" onClick={() => void send(null, d("tookBack"))}>
            {d("takeBack")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

function settledWords(settled: Settled, done: string): string {
  return settled === "first" ? d("annotationGone") : done;
}
