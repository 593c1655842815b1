import "./field.css";
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Draws the control; it must take these three, so that label, hint and error belong to it. */
  children: (control: {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": boolean;
  }) => ComponentChildren;
}

/** A label above, a hint and an error below, all tied to the one control between. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": Boolean(error) })}
      {hint ? (
        <p id={`${id}-hint`} class="muted small">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} class="field-error" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  type?: "text" | "email" | "password" | "number" | "date" | "time" | "search" | "datetime-local";
  name?: string;
  autocomplete?: string;
  inputMode?: "text" | "numeric" | "decimal" | "email";
  min?: string | number;
  max?: string | number;
  step?: string | number;
  maxLength?: number;
  required?: boolean;
}

/** A browser writes what stands in a field to the disk, to restore it, unless that is switched off. */
export function TextField({ label, value, onInput, hint, error, inputMode, ...rest }: TextFieldProps) {
  // Preact's types pair each role with one `type`; here the type is the caller's, and there is no role
  const attributes = { autocomplete: "off", ...rest, inputmode: inputMode } as JSX.IntrinsicElements["input"];
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...attributes}
          {...control}
          class="input"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface TextAreaProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  rows?: number;
  maxLength?: number;
}

export function TextArea({ label, value, onInput, hint, error, rows = 3, maxLength }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <textarea
          class="input"
          autocomplete="off"
          {...control}
          rows={rows}
          maxLength={maxLength}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface SelectProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  hint?: string | undefined;
  error?: string | undefined;
}

export function Select<V extends string>({ label, value, options, onChange, hint, error }: SelectProps<V>) {
  const choose = (chosen: string) => {
    const option = options.find((each) => each.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select
          class="input"
          {...control}
          value={value}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckboxProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Checkbox({ label, checked, onChange }: CheckboxProps) {
  return (
    <label class="checkbox">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
