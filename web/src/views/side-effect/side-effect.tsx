import "./side-effect.css";
import { useState } from "preact/hooks";
import { rfc3339 } from "../../core/dates.ts";
import { EFFECT_GROUPS, type EffectGroup, isEmergency } from "../../core/effects.ts";
import type { SideEffect as Content, Grade, Row } from "../../core/entries.ts";
import { now } from "../../data/clock.ts";
import { effectName, severityName } from "../../i18n/effects.ts";
import { t } from "../../i18n/patient.ts";
import { go, state } from "../../router.ts";
import { zone } from "../../state/day.ts";
import { crisis } from "../../state/identity.ts";
import { episodes, rows } from "../../state/journal.ts";
import { correct, record } from "../../state/writing.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { callHref } from "../help/numbers.ts";
import { SlipButton } from "../help/take-back.tsx";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";
import { Running } from "./running.tsx";
import { EpisodeSaved } from "./saved.tsx";

/** Where in the report one is, kept in the browser's history. `edit` is the episode that is reported on. */
interface Place {
  step?: "emergency" | "severity" | "interference" | "saved" | "ended";
  edit?: string;
  id?: string;
}

/** What was said so far. Not in the browser's history, which a browser writes to the disk, open. */
interface Said {
  effect?: string;
  severity?: Grade;
}

/** A side effect: which, how bad, how much in the way. Saved with the third tap. */
export function SideEffect() {
  const place = (state.value ?? {}) as Place;
  const move = (to: Place) => go("/side-effects", { state: { ...place, ...to } });
  const [said, setSaid] = useState<Said>({});
  const [busy, setBusy] = useState(false);

  const say = (more: Said, to: Place) => {
    setSaid({ ...said, ...more });
    move(to);
  };
  const save = async (interference: Grade) => {
    if (busy) return;
    setBusy(true);
    const id = await trySave(() => report(place, said, interference));
    setBusy(false);
    if (id !== null) move({ step: "saved", id });
  };

  switch (stepOf(place, said)) {
    case "emergency":
      return <Emergency effect={said.effect ?? ""} onGoOn={() => move({ step: "severity" })} />;
    case "severity":
      return (
        <Severity
          name={nameOf(place, said)}
          row={rows.value.find(({ id }) => id === place.edit)}
          onPick={(severity) => say({ severity }, { step: "interference" })}
          onTaken={(id) => move({ step: "saved", id })}
        />
      );
    case "interference":
      return <Interference name={nameOf(place, said)} onPick={save} />;
    case "saved":
    case "ended":
      return <EpisodeSaved key={place.id} id={place.id ?? ""} ended={place.step === "ended"} />;
    default:
      return <WhichEffect onPick={(effect) => say({ effect }, firstStep(effect))} />;
  }
}

/** A reload in the middle has lost what was said: back to the first question that is open. */
function stepOf({ step, edit }: Place, { effect, severity }: Said): Place["step"] {
  if (step === "saved" || step === "ended") return step;
  if (effect === undefined && edit === undefined) return undefined;
  return step === "interference" && severity === undefined ? "severity" : step;
}

/** What goes on already is reported on, not started twice. */
function firstStep(effect: string): Place {
  const going = episodes.value.find(({ content }) => content.effect === effect);
  const step = isEmergency(effect) ? "emergency" : "severity";
  return going ? { step, edit: going.row.id } : { step };
}

function edited(place: Place): Content | null {
  const row = rows.value.find(({ id }) => id === place.edit);
  return row?.content.kind === "side_effect" ? row.content : null;
}

function report(place: Place, { effect = "", severity = 1 }: Said, interference: Grade): Promise<string> {
  const before = edited(place);
  if (before && place.edit) return correct(place.edit, { ...before, severity, interference });
  const at = now();
  const started_at = rfc3339(at, zone());
  return record({ kind: "side_effect", effect, severity, interference, started_at }, { at });
}

const GROUPS: Record<EffectGroup, Parameters<typeof t>[0] & `group${string}`> = {
  common: "groupCommon",
  head: "groupHead",
  body: "groupBody",
  heart: "groupHeart",
  mind: "groupMind",
  bladder: "groupBladder",
};

function WhichEffect({ onPick }: { onPick: (effect: string) => void }) {
  return (
    <Page title={t("sideEffects")} backTo="/">
      <Running />
      <h2>{t("whatIsIt")}</h2>
      {Object.entries(EFFECT_GROUPS).map(([group, codes]) => (
        <details key={group} class="effects" open={group === "common"}>
          <summary>{t(GROUPS[group as EffectGroup])}</summary>
          <ul class="plain-list effects-list">
            {codes.map((code) => (
              <li key={code}>
                <Button onClick={() => onPick(code)}>{effectName(code)}</Button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Page>
  );
}

function Emergency({ effect, onGoOn }: { effect: string; onGoOn: () => void }) {
  const number = crisis.value.emergency;
  return (
    <Page title={effectName(effect)} backTo="/side-effects">
      <Notice tone="danger" alert>
        <h2>{t("emergencyTitle")}</h2>
        <p>{t("emergencyWhy", { number })}</p>
      </Notice>
      <a class="button button-danger button-wide" href={callHref(number)}>
        {t("callEmergency", { number })}
      </a>
      <Button wide onClick={onGoOn}>
        {t("noteItDown")}
      </Button>
    </Page>
  );
}

const SEVERITIES = [1, 2, 3, 4] as const;

interface SeverityProps {
  name: string;
  /** The report that is changed. */
  row: Row | undefined;
  onPick: (severity: Grade) => void;
  onTaken: (id: string) => void;
}

function Severity({ name, row, onPick, onTaken }: SeverityProps) {
  return (
    <Page key="severity" title={name} aside={t("step", { n: 1, of: 2 })} backTo="/side-effects">
      <h2 id="ask">{t("howBad")}</h2>
      <ul class="plain-list stack-s" aria-labelledby="ask">
        {SEVERITIES.map((severity) => (
          <li key={severity}>
            <Button wide onClick={() => onPick(severity)}>
              {severityName(severity)}
            </Button>
          </li>
        ))}
      </ul>
      {row ? <SlipButton row={row} onTaken={onTaken} /> : null}
      <SaveError />
    </Page>
  );
}

const IN_THE_WAY = [0, 1, 2, 3, 4] as const;

function Interference({ name, onPick }: { name: string; onPick: (interference: Grade) => void }) {
  return (
    <Page key="interference" title={name} aside={t("step", { n: 2, of: 2 })} backTo="/side-effects">
      <h2 id="ask">{t("howMuchInTheWay")}</h2>
      <ul class="plain-list stack-s" aria-labelledby="ask">
        {IN_THE_WAY.map((interference) => (
          <li key={interference}>
            <Button wide onClick={() => onPick(interference)}>
              {t(`inTheWay${interference}`)}
            </Button>
          </li>
        ))}
      </ul>
      <SaveError />
    </Page>
  );
}

function nameOf(place: Place, said: Said): string {
  return effectName(said.effect ?? edited(place)?.effect ?? "");
}
