import "./scale.css";
import { useId } from "preact/hooks";

interface ScaleProps {
  label: string;
  low: string;
  high: string;
  value: number | null;
  /** "Mood 6 of 10", for a reader who does not see where the number stands. */
  name: (value: number) => string;
  onPick: (value: number) => void;
  /** One line of smaller numbers, for what is asked beside the main thing. */
  compact?: boolean;
}

const NUMBERS = Array.from({ length: 11 }, (_, value) => value);

/** 0 to 10, one tap. Buttons, not radio buttons: a tap moves on, which an arrow key must not. */
export function Scale({ label, low, high, value, name, onPick, compact }: ScaleProps) {
  const id = useId();
  return (
    <fieldset class={`scale${compact ? " scale-compact" : ""}`} aria-describedby={id}>
      <legend class={compact ? "" : "visually-hidden"}>{label}</legend>
      <div class="scale-numbers">
        {NUMBERS.map((number) => (
          <button
            key={number}
            type="button"
            class="scale-number"
            aria-label={name(number)}
            aria-pressed={number === value}
            onClick={() => onPick(number)}
          >
            {number}
          </button>
        ))}
      </div>
      <p class="scale-ends muted small" id={id}>
        <span>0 {low}</span>
        <span>10 {high}</span>
      </p>
    </fieldset>
  );
}
