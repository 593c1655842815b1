import type { Revision } from "../../core/entries.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { fullDay, time } from "../../i18n/format.ts";
import { type OpenPatient, showEarlier } from "../../state/clinic-patient.ts";
import { Button } from "../../ui/button.tsx";
import { byDay, entryWords, noteOf } from "./entry-words.ts";

/** Every entry of the days shown, newest first, as the patient wrote it. Private notes never come here. */
export function Entries({ shown }: { shown: OpenPatient }) {
  const days = byDay(shown.entries);
  return (
    <div class="stack">
      {days.length === 0 ? <p class="muted">{c("entriesNone")}</p> : null}
      <div class="entry-days">
        {days.map(([day, entries]) => (
          <section key={day} class="entry-day">
            <h3>{fullDay(day)}</h3>
            <ul class="plain-list stack-s">
              {entries.map((entry) => (
                <EntryLine key={entry.id} entry={entry} shown={shown} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p class="no-print">
        <Button kind="quiet" onClick={() => void showEarlier()}>
          {c("earlier")}
        </Button>
      </p>
    </div>
  );
}

function EntryLine({ entry, shown }: { entry: Revision; shown: OpenPatient }) {
  const isNew = shown.arrived.has(entry.id);
  const note = noteOf(entry);
  const marks = [
    entry.source === "companion" ? c("byCompanion") : "",
    entry.late ? c("late") : "",
    entry.replaces ? c("corrected") : "",
  ].filter(Boolean);
  return (
    <li class={`clinic-entry${isNew ? " entry-new" : ""}`}>
      <span class="entry-time muted small">{time(entry.occurred_at, entry.zone)}</span>
      <div>
        <p>
          {entryWords(entry, shown.recovery.scores)}
          {marks.length ? <span class="muted small"> · {marks.join(", ")}</span> : null}
          {isNew ? <span class="badge">{c("newEntry")}</span> : null}
        </p>
        {note ? <blockquote>{note}</blockquote> : null}
      </div>
    </li>
  );
}
