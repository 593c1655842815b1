import { Scroll } from "../../../charts/frame.tsx";
import { Heads } from "../../../charts/heads.tsx";
import { SurvivalPlot } from "../../../charts/survival-plot.tsx";
import { figure } from "../../../charts/words.ts";
import type { EffectLine } from "../../../core/results.ts";
import { effectName } from "../../../i18n/effects.ts";
import { resultsWords as r } from "../../../i18n/results.ts";
import { LeftOut, ShareCell } from "./share.tsx";

/** How often each effect followed a session, and how soon it was gone. */
export function SideEffects({ lines }: { lines: readonly EffectLine[] }) {
  const curves = lines.flatMap(({ effect, resolution }) =>
    resolution.curve ? [{ effect, curve: resolution.curve }] : [],
  );
  return (
    <div class="stack">
      <EffectTable lines={lines} />
      {curves.length ? (
        <div class="stack-s">
          <h3>{r("untilGone")}</h3>
          <p class="muted small">{r("untilGoneNote")}</p>
          <div class="results-curves">
            {curves.map(({ effect, curve }) => (
              <SurvivalPlot key={effect} title={effectName(effect)} curve={curve} of="effect" />
            ))}
          </div>
        </div>
      ) : null}
    </div>
  );
}

function EffectTable({ lines }: { lines: readonly EffectLine[] }) {
  return (
    <Scroll label={r("sideEffects")}>
      <table class="figures">
        <caption class="visually-hidden">{r("sideEffects")}</caption>
        <Heads of={[r("effect"), r("sessions"), r("goneAfter")]} />
        <tbody>
          {lines.map((line) => (
            <tr key={line.effect}>
              <th scope="row">{effectName(line.effect)}</th>
              <td>
                <ShareCell share={line.sessions} />
              </td>
              <td>{line.resolution.curve ? goneWords(line.resolution.curve.median) : <LeftOut />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function goneWords(median: number | null): string {
  return median === null ? "–" : r("hoursValue", { value: figure(median) });
}
