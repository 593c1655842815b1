import { useState } from "preact/hooks";
import type { Patient } from "../../core/clinic.ts";
import { type Change, CONDITIONS, chosen, type TreatedFor } from "../../core/conditions.ts";
import { clinicWords as c, conditionWord } from "../../i18n/clinic.ts";
import { t } from "../../i18n/t.ts";
import { readTreatedFor, treatFor } from "../../state/conditions.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/field.tsx";
import { announce } from "../../ui/live.tsx";
import { when } from "./words.ts";

/** What the patient is treated for, to change, and every change of it; for their care team. */
export function Conditions({ patient: { id, conditions, access } }: { patient: Patient }) {
  const [known, setKnown] = useState<TreatedFor | null>(null);
  /** What was ticked here and is not stored yet. */
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  const [failed, setFailed] = useState(false);
  if (access !== "care") return null;
  const wanted = ticked ?? known?.conditions ?? conditions;

  const show = (found: TreatedFor | undefined): boolean => {
    setFailed(!found);
    if (!found) return false;
    setKnown(found);
    return true;
  };
  const look = async (isOpen: boolean) => {
    if (isOpen) show(await readTreatedFor(id));
  };
  const save = async (event: Event) => {
    event.preventDefault();
    if (!show(await treatFor(id, wanted))) return;
    setTicked(null);
    announce(c("conditionsSaved"));
  };

  return (
    <details class="more no-print" onToggle={(event) => void look(event.currentTarget.open)}>
      <summary>{c("changeConditions")}</summary>
      <form class="stack" onSubmit={(event) => void save(event)}>
        <fieldset>
          <legend>{c("treatedFor")}</legend>
          <div class="condition-checks">
            {[...new Set([...CONDITIONS, ...conditions])].map((each) => (
              <Checkbox
                key={each}
                label={conditionWord(each)}
                checked={wanted.includes(each)}
                onChange={(isWanted) => setTicked(chosen(wanted, each, isWanted))}
              />
            ))}
          </div>
        </fieldset>
        <p class="muted small">{c("conditionsMean")}</p>
        {failed ? (
          <p class="field-error" role="alert">
            {t("failed")}
          </p>
        ) : null}
        <p>
          <Button type="submit" kind="primary">
            {c("saveConditions")}
          </Button>
        </p>
      </form>
      {known?.changes.length ? <Changes changes={known.changes} /> : null}
    </details>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <section aria-labelledby="condition-changes">
      <h2 id="condition-changes">{c("conditionChanges")}</h2>
      <ol class="plain-list small">
        {changes.toReversed().map((each) => (
          <li key={each.at}>
            {c("conditionChange", {
              when: when(each.at),
              name: each.author ?? "–",
              before: listed(each.before),
              after: listed(each.after),
            })}
          </li>
        ))}
      </ol>
    </section>
  );
}

function listed(conditions: readonly string[]): string {
  return conditions.map(conditionWord).join(", ") || c("conditionsNone");
}
