import { mayComeFrom, tiedTo } from "../../core/belongs.ts";
import type { Row, SideEffect } from "../../core/entries.ts";
import { dayAndTime } from "../../i18n/format.ts";
import { t } from "../../i18n/patient.ts";
import { slip } from "../../i18n/slips.ts";
import { recorded } from "../../state/session-day.ts";
import { correct } from "../../state/writing.ts";
import { Choices } from "../../ui/choices.tsx";
import { announce } from "../../ui/live.tsx";
import { trySave } from "../try-save.ts";

interface Props {
  row: Row;
  content: SideEffect;
  onSaved: (id: string) => void;
}

/** The session it came from, where there is more than one it may have come from. */
export function Belongs({ row, content, onSaved }: Props) {
  const offered = mayComeFrom(content, recorded.value.value?.sessions ?? []);
  if (offered.length < 2) return null;
  const tie = async (session: string) => {
    const id = await trySave(() => correct(row.id, tiedTo(content, session, offered)));
    if (id === null) return;
    announce(t("saved"));
    onSaved(id);
  };
  return (
    <details class="more">
      <summary>{slip("whichSession")}</summary>
      <Choices
        legend={slip("whichSession")}
        hideLegend
        options={offered.map(({ id, started_at }) => ({
          value: id,
          label: dayAndTime(started_at),
        }))}
        value={content.session_id ?? offered[0]?.id ?? null}
        onPick={(id) => void tie(id)}
      />
    </details>
  );
}
