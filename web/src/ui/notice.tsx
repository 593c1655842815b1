import "./notice.css";
import type { ComponentChildren } from "preact";

interface NoticeProps {
  tone?: "plain" | "caution" | "danger";
  /** Read aloud at once: for what stops the person from going on. */
  alert?: boolean;
  children: ComponentChildren;
}

/** Something to know beside the task at hand; its words, not its colour, say what. */
export function Notice({ tone = "plain", alert, children }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={alert ? "alert" : undefined}>
      {children}
    </div>
  );
}
