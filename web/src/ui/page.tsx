import "./page.css";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { back } from "../router.ts";

/** True until a page has been drawn: the first one leaves the focus where the browser puts it. */
let first = true;

interface PageProps {
  title: string;
  /** Shown small beside the title: a date, "1 of 2". */
  aside?: ComponentChildren;
  /** Where back leads when there is no step to go back to; absent: no back. */
  backTo?: string;
  onBack?: () => void;
  /** A title as long as a question gets a line of its own below back and `aside`. */
  long?: boolean;
  /** As wide as a desk's screen, for the clinic. */
  wide?: boolean;
  /** The title's language, where it is not the app's. */
  lang?: string | undefined;
  children: ComponentChildren;
}

/** One screen: names the document, and takes the focus to its title so that the move is heard. */
export function Page({ title, aside, backTo, onBack, long, wide, lang, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // With the drawing, not after it: later, it would take the focus back from whoever has gone on already.
  useLayoutEffect(() => {
    document.title = `${title} · ${t("app")}`;
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, [title]);
  const leave = onBack ?? (backTo === undefined ? undefined : () => back(backTo));
  return (
    <main id="page" class={`page${wide ? " page-wide" : ""}`}>
      <header class={`page-head${long ? " page-head-long" : ""}`}>
        {leave ? (
          <button type="button" class="page-back no-print" aria-label={t("back")} onClick={leave}>
            <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              <path
                d="M15 5l-7 7 7 7"
                fill="none"
                stroke="currentColor"
                stroke-width="2"
                stroke-linecap="round"
              />
            </svg>
          </button>
        ) : null}
        <h1 ref={heading} tabIndex={-1} lang={lang}>
          {title}
        </h1>
        {aside ? <div class="page-aside muted">{aside}</div> : null}
      </header>
      {children}
    </main>
  );
}
