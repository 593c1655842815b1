import type { Content, Row } from "../../core/entries.ts";
import type { Danger } from "../../core/journal.ts";
import { takenBack } from "../../core/slips.ts";
import { slip } from "../../i18n/slips.ts";
import { go } from "../../router.ts";
import { today } from "../../state/day.ts";
import { correct } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { announce } from "../../ui/live.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";

/** What speaks of danger and was tapped by mistake is taken back where it has brought the person. */
export function TakeBack({ of: { row, current, takenBack: done } }: { of: Danger }) {
  if (done) return <TookBack isSent={row.received_at !== null && current.received_at !== null} />;
  return (
    <>
      <SlipButton row={current} />
      <SaveError />
    </>
  );
}

/** Both are kept, and a person at the clinic closes what the first has raised. */
export function TookBack({ isSent }: { isSent: boolean }) {
  return (
    <div aria-live="polite">
      <Notice>
        <p>{slip(isSent ? "tookBack" : "tookBackHere")}</p>
      </Notice>
    </div>
  );
}

interface SlipProps {
  row: Row;
  onTaken?: (id: string) => void;
}

/** One step: it is taken back, or what it asked is asked again. */
export function SlipButton({ row, onTaken }: SlipProps) {
  const again = askedAgain(row);
  const instead = takenBack(row.content);
  const take = async (content: Content) => {
    const id = await trySave(() => correct(row.id, content));
    if (id === null) return;
    announce(slip("tookBackHere"));
    onTaken?.(id);
  };
  if (again) {
    return (
      <Button kind="quiet" onClick={() => go(again, { state: { edit: row.id } })}>
        {slip(row.kind === "home_reading" ? "wrongNumbers" : "wrongAnswer")}
      </Button>
    );
  }
  if (!instead) return null;
  return (
    <div class="stack-s">
      <Button kind="quiet" onClick={() => void take(instead)}>
        {slip("bySlip")}
      </Button>
      <p class="muted small">{slip("slipKept")}</p>
    </div>
  );
}

/** Where the question is asked again; a questionnaire only on its own day. */
function askedAgain({ content, local_date }: Row): string | null {
  if (content.kind === "home_reading") return "/reading";
  if (content.kind !== "questionnaire_response" || local_date !== today()) return null;
  return `/questions/${content.questionnaire}`;
}
