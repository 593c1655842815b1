import "./choices.css";
import { useId } from "preact/hooks";

interface ChoicesProps<V extends string | number> {
  legend: string;
  /** Keeps the legend for screen readers only, where a heading just above says the same. */
  hideLegend?: boolean;
  options: readonly { value: V; label: string }[];
  value: V | null;
  onPick: (value: V) => void;
  /** "list": one a line, full width. "chips": side by side. */
  layout?: "list" | "chips";
}

/** One of a few: radio buttons that look like buttons, moved through with the arrow keys. */
export function Choices<V extends string | number>({
  legend,
  hideLegend,
  options,
  value,
  onPick,
  layout = "list",
}: ChoicesProps<V>) {
  const name = useId();
  return (
    <fieldset class={`choices choices-${layout}`}>
      <legend class={hideLegend ? "visually-hidden" : ""}>{legend}</legend>
      <div class="choices-options">
        {options.map((option) => (
          <label key={option.value} class="choice">
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onPick(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
