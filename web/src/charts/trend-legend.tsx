import type { ComponentChildren } from "preact";
import { rounds, squares } from "./path.ts";
import type { Trend } from "./trend.ts";
import { shared, t } from "./words.ts";

const MIDDLE = [{ step: 0, x: 14, y: 6 }];

/** What each line and mark means, told by pattern as well as by colour. Only what is on the drawing. */
export function TrendLegend({ trend }: { trend: Trend }) {
  const late = trend.curves.mood.hollow.length + trend.curves.function.hollow.length > 0;
  return (
    <ul class="chart-legend" aria-hidden="true">
      <Item word={shared("mood")}>
        <path class="mood-line" d="M0 6H28" />
        <path class="mood-mark" d={rounds(MIDDLE, 3.6)} />
      </Item>
      <Item word={shared("function")}>
        <path class="function-line" d="M0 6H28" />
        <path class="function-mark" d={squares(MIDDLE, 3.3)} />
      </Item>
      {late ? (
        <Item word={t("lateMark")}>
          <path class="mood-mark hollow" d={rounds(MIDDLE, 3.6)} />
        </Item>
      ) : null}
      {trend.sessions.length ? (
        <Item word={t("sessionMark")}>
          <path class="session-rule" d="M14 0V12" />
        </Item>
      ) : null}
      {trend.bars.length ? (
        <Item word={t("sideEffects")}>
          <path class="severity-bar severity-2" d="M0 3.5H28V8.5H0z" />
        </Item>
      ) : null}
      {trend.flags.length ? (
        <Item word={t("event")}>
          <path class="event-flag" d="M10 0v12m0-12h8l-2 3 2 3h-8" />
        </Item>
      ) : null}
    </ul>
  );
}

function Item({ word, children }: { word: string; children: ComponentChildren }) {
  return (
    <li>
      <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true" focusable="false">
        {children}
      </svg>
      {word}
    </li>
  );
}
