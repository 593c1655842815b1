import { useId, useRef, useState } from "preact/hooks";
import { lineOf, parseReading, type TypedReading } from "../../core/vitals-line.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { announce } from "../../ui/live.tsx";

interface VitalsLineProps {
  /** The last reading there is, to be taken back. */
  last: TypedReading | undefined;
  onAdd: (reading: TypedReading) => void;
  onTakeBack: () => void;
}

/** A reading in one line: Enter adds it, the arrow up takes the last one back to be typed over. */
export function VitalsLine({ last, onAdd, onTakeBack }: VitalsLineProps) {
  const id = useId();
  const element = useRef<HTMLInputElement>(null);
  const [line, setLine] = useState("");
  const [wrong, setWrong] = useState(false);
  const parsed = parseReading(line);

  const add = () => {
    setWrong(parsed === null);
    if (parsed === null) return;
    onAdd(parsed);
    announce(readingWords(parsed));
    setLine("");
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && line.trim() !== "") {
      event.preventDefault(); // or it would send the form
      add();
    } else if (event.key === "ArrowUp" && line === "" && last) {
      event.preventDefault();
      setLine(lineOf(last));
      onTakeBack();
    }
  };
  return (
    <div class="field">
      <label for={id}>{c("vitalsLine")}</label>
      <input
        ref={element}
        id={id}
        class="input vitals-typed"
        autocomplete="off"
        value={line}
        aria-describedby={`${id}-hint ${id}-read`}
        aria-invalid={wrong}
        onInput={(event) => {
          setLine(event.currentTarget.value);
          setWrong(false);
        }}
        onKeyDown={press}
      />
      <p id={`${id}-hint`} class="muted small">
        {c("vitalsLineHint")}
      </p>
      <p id={`${id}-read`} class={wrong ? "field-error" : "vitals-read"} role={wrong ? "alert" : undefined}>
        {wrong ? c("vitalsLineWrong") : parsed ? readingWords(parsed) : ""}
      </p>
    </div>
  );
}

/** "14:05 · 128/82 mmHg · 76/min · 98 %" */
export function readingWords({ at, systolic, diastolic, heart_rate, spo2 }: TypedReading): string {
  return [
    at,
    systolic && diastolic ? `${systolic}/${diastolic} mmHg` : "",
    heart_rate ? `${heart_rate}/min` : "",
    spo2 ? `${spo2} %` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
