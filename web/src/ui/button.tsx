import "./button.css";
import type { ComponentChildren } from "preact";

interface ButtonProps {
  kind?: "primary" | "plain" | "quiet" | "danger";
  type?: "button" | "submit";
  disabled?: boolean;
  /** Fills the line, for the one act of a phone's screen. */
  wide?: boolean;
  pressed?: boolean;
  label?: string;
  onClick?: () => void;
  children: ComponentChildren;
}

export function Button({
  kind = "plain",
  type = "button",
  disabled,
  wide,
  pressed,
  label,
  onClick,
  children,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`button button-${kind}${wide ? " button-wide" : ""}`}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
