import { useState } from "preact/hooks";
import { type Alert, OUTCOMES, type Outcome } from "../../core/clinic.ts";
import { clinicWords as c, outcomeWord, tierWord } from "../../i18n/clinic.ts";
import { close, take } from "../../state/clinic.ts";
import { identity } from "../../state/identity.ts";
import { Button } from "../../ui/button.tsx";
import { Choices } from "../../ui/choices.tsx";
import { Link } from "../../ui/link.tsx";
import { announce } from "../../ui/live.tsx";
import { dueWords, settledWords, subjectWords, when } from "./words.ts";

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
        {c("rule", { rule: alert.rule, version: String(alert.rule_version) })}
      </p>
      {alert.owner && alert.acknowledged_at ? <p>{ownerWords(alert)}</p> : null}
      {open ? <Next alert={alert} closing={closing} onClosing={setClosing} /> : null}
      {open && closing ? <Closing alert={alert} /> : null}
    </li>
  );
}

function ownerWords(alert: Alert): string {
  const at = when(alert.acknowledged_at ?? "");
  if (alert.owner?.id === identity.value?.id) return c("yours", { when: at });
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
      {alert.owner?.id === identity.value?.id && !closing ? (
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
  const [missing, setMissing] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setMissing(outcome === null);
    if (outcome === null) return;
    announce(settledWords(await close(alert.id, outcome), "closedIt"));
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <Choices
        legend={c("resolveHow")}
        options={OUTCOMES.map((value) => ({ value, label: outcomeWord(value) }))}
        value={outcome}
        onPick={setOutcome}
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
