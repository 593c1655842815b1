import { useState } from "preact/hooks";
import { type Alert, OUTCOMES, type Outcome, type Stage } from "../../core/clinic.ts";
import { clinicWords as c, outcomeWord, ruleWord, rungWord, tierWord } from "../../i18n/clinic.ts";
import { close, take, takeOver } from "../../state/clinic.ts";
import { identity } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { Choices } from "../../ui/choices.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Link } from "../../ui/link.tsx";
import { announce } from "../../ui/live.tsx";
import { OnCall } from "./on-call.tsx";
import { dueWords, revisedWords, settledWords, subjectWords, when } from "./words.ts";

/** Characters the words may have that an alert is closed with. */
const NOTE = 1000;

/** One alert: what, about whom, by when, who has it; and the one thing to do next. */
export function AlertCard({ alert }: { alert: Alert }) {
  const [closing, setClosing] = useState(false);
  const open = !alert.resolved_at;
  return (
    <li class={`card alert-card alert-${open ? alert.tier : "closed"}`}>
      <p class="row spread">
        <strong>{tierWord(alert.tier)}</strong>
        <span class="muted small">{open ? dueWords(alert, Date.now()) : closedWords(alert)}</span>
      </p>
      <h3>
        <Link to={`/patients/${alert.patient.id}`}>{alert.patient.name}</Link>: {subjectWords(alert)}
      </h3>
      <p class="muted small">
        {c("raised", { when: when(alert.raised_at) })} ·{" "}
        {c("rule", { rule: ruleWord(alert.rule), version: String(alert.rule_version) })}
      </p>
      {alert.count > 1 ? <p>{c("timesReported", { n: alert.count, when: when(alert.latest_at) })}</p> : null}
      {alert.revised ? <p>{revisedWords(alert)}</p> : null}
      {alert.owner && alert.acknowledged_at ? <p>{ownerWords(alert)}</p> : null}
      {alert.note ? <p class="alert-note">{alert.note}</p> : null}
      {open && alert.out_of_hours ? <OutOfHours alert={alert} /> : null}
      {alert.owner ? null : <Ladder alert={alert} />}
      {open ? <Next alert={alert} closing={closing} onClosing={setClosing} /> : null}
      {open && closing ? <Closing alert={alert} /> : null}
    </li>
  );
}

/** The clinic is closed: whom to reach, with a number to dial. */
function OutOfHours({ alert }: { alert: Alert }) {
  return (
    <p class="alert-closed-clinic">
      {c("outOfHours")}
      {alert.on_call ? (
        <>
          {" "}
          <OnCall of={alert.on_call} />
        </>
      ) : null}
    </p>
  );
}

/** Who has been asked so far, and who will be next while nobody takes it. */
function Ladder({ alert }: { alert: Alert }) {
  if (alert.steps.length === 0 && !alert.next) return null;
  return (
    <ol class="plain-list small alert-ladder" aria-label={c("ladderTitle")}>
      {alert.steps.map((step) => (
        <li key={step.rung}>{stepWords(step)}</li>
      ))}
      {alert.next ? <li class="muted">{nextWords(alert.next)}</li> : null}
    </ol>
  );
}

function stepWords({ rung, at, people }: Stage): string {
  const named = people.map(({ name }) => name).join(", ");
  if (!named) return c("ladderPatient", { rung: rungWord(rung), when: when(at) });
  return c("ladderAt", { rung: rungWord(rung), people: named, when: when(at) });
}

function nextWords({ rung, at, people }: Stage): string {
  const named = people.map(({ name }) => name).join(", ");
  if (!named) return c("ladderNext", { rung: rungWord(rung), when: when(at) });
  return c("ladderNextPeople", { rung: rungWord(rung), people: named, when: when(at) });
}

function ownerWords(alert: Alert): string {
  const at = when(alert.acknowledged_at ?? "");
  if (!alert.resolved_at && alert.owner?.id === identity.value?.id) return c("yours", { when: at });
  return c("takenBy", { name: alert.owner?.name ?? "", when: at });
}

function closedWords(alert: Alert): string {
  return c("closedAs", { outcome: outcomeWord(alert.outcome ?? ""), when: when(alert.resolved_at ?? "") });
}

interface NextProps {
  alert: Alert;
  closing: boolean;
  onClosing: (closing: boolean) => void;
}

function Next({ alert, closing, onClosing }: NextProps) {
  const takeIt = async () => announce(settledWords(await take(alert.id), "tookIt"));
  const takeItOver = async () => announce(settledWords(await takeOver(alert.id), "tookIt"));
  const mine = alert.owner?.id === identity.value?.id;
  return (
    <p class="row">
      {alert.owner ? null : (
        <Button
          kind="primary"
          label={c("takeOf", { name: alert.patient.name })}
          onClick={() => void takeIt()}
        >
          {c("take")}
        </Button>
      )}
      {alert.owner && !mine ? (
        <Button
          kind="plain"
          label={c("takeOverOf", { name: alert.patient.name })}
          onClick={() => void takeItOver()}
        >
          {c("takeOver")}
        </Button>
      ) : null}
      {mine && !closing ? (
        <Button kind="primary" onClick={() => onClosing(true)}>
          {c("resolve")}
        </Button>
      ) : null}
      <Link to={`/patients/${alert.patient.id}`} class="button button-plain">
        {c("seeEntry")}
      </Link>
    </p>
  );
}

/** Closing an alert says what came of it: there is no way round that. */
function Closing({ alert }: { alert: Alert }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setMissing(outcome === null);
    if (outcome === null) return;
    announce(settledWords(await close(alert.id, outcome, note), "closedIt"));
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <Choices
        legend={c("resolveHow")}
        options={OUTCOMES.map((value) => ({ value, label: outcomeWord(value) }))}
        value={outcome}
        onPick={setOutcome}
      />
      <TextArea
        label={c("closeNote")}
        hint={c("closeNoteHint")}
        value={note}
        onInput={setNote}
        maxLength={NOTE}
      />
      {missing ? (
        <p class="field-error" role="alert">
          {c("outcomeMissing")}
        </p>
      ) : null}
      <p>
        <Button type="submit" kind="primary">
          {c("resolve")}
        </Button>
      </p>
    </form>
  );
}
