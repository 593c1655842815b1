import "./charts.css";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "./words.ts";

/** Paper is narrower than a desk: drawn for it, the type keeps its size. */
const PAPER = 680;

/** The width an element has to draw on, followed as it changes and set to paper's while printing. */
export function useWidth(fallback: number) {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(fallback);
  useEffect(() => {
    const box = element.current;
    if (!box) return;
    const measure = () => box.clientWidth > 0 && setWidth(box.clientWidth);
    const print = () => setWidth(Math.min(PAPER, box.clientWidth || PAPER));
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(box);
    addEventListener("beforeprint", print);
    addEventListener("afterprint", measure);
    return () => {
      observer.disconnect();
      removeEventListener("beforeprint", print);
      removeEventListener("afterprint", measure);
    };
  }, []);
  return [element, width] as const;
}

/** A wide table on a narrow screen: scrolled sideways, by the keyboard too. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of figures, not of fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached to be scrolled with keys
    <div role="group" class="scroll" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

interface AsTableProps {
  /** "Show as table", unless another chart on the same card says that already. */
  summary?: string;
  /** Drawn only once it is asked for: five years are 1,826 rows. */
  children: () => ComponentChildren;
}

/** "Show as table", under every chart. */
export function AsTable({ summary = t("showTable"), children }: AsTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details class="chart-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open ? <Scroll label={t("table")}>{children()}</Scroll> : null}
    </details>
  );
}
