import { intervalWords } from "../../../charts/survival-plot.tsx";
import { figure } from "../../../charts/words.ts";
import type { Cell, Share } from "../../../core/results.ts";
import { resultsWords as r } from "../../../i18n/results.ts";

/** "7 of 12", and below it "58 % (32 to 81 %)"; or that it is left out. */
export function ShareCell({ share }: { share: Share }) {
  if (share.count === null || share.of === null || share.share === null) return <LeftOut />;
  return (
    <>
      {r("shareOf", { count: share.count, of: share.of })}
      <span class="results-share small">
        {r("percent", { value: figure(100 * share.share, 0) })} ({intervalWords(share.low, share.high)})
      </span>
    </>
  );
}

export function Count({ cell }: { cell: Cell }) {
  return <span>{cell.count === null ? <LeftOut /> : cell.count}</span>;
}

export function LeftOut() {
  return <span class="results-left-out">{r("leftOut")}</span>;
}
