import { contentOf } from "../../core/entries.ts";
import type { Item } from "../../core/outbox.ts";
import type { Problem } from "../../core/problem.ts";
import { dayAndTime } from "../../i18n/format.ts";
import { w } from "../../i18n/history.ts";
import { refused, rows } from "../../state/journal.ts";
import { keepMine, latestOf, withdraw } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";
import { ContentView, editOf } from "./entry.tsx";

/** What the clinic did not take as it was. It stays here, in full, until the person decides. */
export function Decisions() {
  if (refused.value.length === 0) return null;
  return (
    <>
      {refused.value.map((item) =>
        item.stage === "conflict" ? (
          <Conflict key={item.id} item={item} />
        ) : (
          <Rejected key={item.id} item={item} />
        ),
      )}
      <SaveError />
    </>
  );
}

function Conflict({ item }: { item: Item }) {
  return (
    <Card title={w("conflictTitle")} class="decision">
      <p>{w("conflictWhy")}</p>
      <div class="decision-sides">
        <section class="entry">
          <h3>{w("here")}</h3>
          <p class="muted small">{dayAndTime(item.draft.occurred_at)}</p>
          <ContentView content={contentOf(latestOf(item))} />
          <Button label={`${w("keepThis")}: ${w("here")}`} onClick={() => void trySave(() => keepMine(item))}>
            {w("keepThis")}
          </Button>
        </section>
        {item.theirs ? (
          <section class="entry">
            <h3>{w("atClinic")}</h3>
            <p class="muted small">{dayAndTime(item.theirs.occurred_at)}</p>
            <ContentView content={contentOf(item.theirs)} />
            <Button
              label={`${w("keepThis")}: ${w("atClinic")}`}
              onClick={() => void trySave(() => withdraw(item.id))}
            >
              {w("keepThis")}
            </Button>
          </section>
        ) : null}
      </div>
    </Card>
  );
}

function Rejected({ item }: { item: Item }) {
  const row = rows.value.find(({ id }) => id === item.id);
  const mend = row ? editOf(row) : null;
  const reasons = [...new Set(reasonsOf(item.problem))];
  return (
    <Card title={w("rejectedTitle")} class="decision">
      <p>{w("rejectedWhy")}</p>
      <div class="entry">
        <p class="muted small">{dayAndTime(item.draft.occurred_at)}</p>
        <ContentView content={contentOf(latestOf(item))} />
      </div>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <div class="row">
        {mend ? <Button onClick={mend}>{w("mend")}</Button> : null}
        <Button onClick={() => void trySave(() => withdraw(item.id))}>{w("withdraw")}</Button>
      </div>
    </Card>
  );
}

/** Why, in words a person can act on: the server's pointer says which field it is about. */
function reasonsOf(problem: Problem | null): readonly string[] {
  const errors = problem?.errors ?? [];
  if (errors.length > 0) return errors.map(reason);
  const detail = problem?.detail ?? problem?.title;
  return detail ? [w("reasonOther", { detail })] : [];
}

function reason({ pointer, detail }: { pointer: string; detail: string }): string {
  if (/\/(occurred_at|started_at|ended_at|zone)$/.test(pointer)) return w("reasonTime");
  if (/\/replaces$/.test(pointer)) return w("reasonReplaces");
  return w("reasonOther", { detail });
}
