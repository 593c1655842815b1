import "./running.css";
import { rfc3339 } from "../../core/dates.ts";
import type { Episode } from "../../core/journal.ts";
import { now } from "../../data/clock.ts";
import { effectName, severityName } from "../../i18n/effects.ts";
import { t } from "../../i18n/patient.ts";
import { go } from "../../router.ts";
import { zone } from "../../state/day.ts";
import { episodes } from "../../state/journal.ts";
import { correct } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { announce } from "../../ui/live.tsx";
import { nearTime, ReceiptLine } from "../receipt.tsx";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";

/** Side effects that go on, each with the one question: still there? */
export function Running() {
  return (
    <>
      {episodes.value.map((episode) => (
        <RunningEpisode key={episode.row.id} episode={episode} />
      ))}
    </>
  );
}

function RunningEpisode({ episode: { row, content } }: { episode: Episode }) {
  const name = effectName(content.effect);
  const same = async () => {
    if (await trySave(() => correct(row.id, content))) announce(t("saved"));
  };
  const end = async () => {
    const ended = { ...content, ended_at: rfc3339(now(), zone()) };
    const id = await trySave(() => correct(row.id, ended));
    if (id) go("/side-effects", { state: { step: "ended", id } });
  };
  return (
    <Card title={name}>
      <div>
        <p class="muted">
          {severityName(content.severity)}, {t("since", { time: nearTime(Date.parse(content.started_at)) })}
        </p>
        <ReceiptLine row={row} />
      </div>
      <p>{t("stillThere")}</p>
      <div class="still-there">
        <Button label={`${name}: ${t("stillSame")}`} onClick={same}>
          {t("stillSame")}
        </Button>
        <Button
          label={`${name}: ${t("stillChanged")}`}
          onClick={() => go("/side-effects", { state: { step: "severity", edit: row.id } })}
        >
          {t("stillChanged")}
        </Button>
        <Button label={`${name}: ${t("ended")}`} onClick={end}>
          {t("ended")}
        </Button>
      </div>
      <SaveError />
    </Card>
  );
}
