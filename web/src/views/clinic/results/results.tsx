import "./results.css";
import { useEffect, useState } from "preact/hooks";
import { SurvivalPlot } from "../../../charts/survival-plot.tsx";
import { EVER, type HeldCurve, type Period, type Results } from "../../../core/results.ts";
import { fullDay } from "../../../i18n/format.ts";
import { resultsWords as r } from "../../../i18n/results.ts";
import { loadResults, results } from "../../../state/results.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Page } from "../../../ui/page.tsx";
import { Waiting } from "../waiting.tsx";
import { PublishedTable } from "./published.tsx";
import { ResponseTable } from "./response-table.tsx";
import { SideEffects } from "./side-effects.tsx";

/** What treatment came to for all of one's patients: tables first, then the curves behind them. */
export function ResultsPage() {
  useEffect(() => {
    void loadResults(EVER);
  }, []);
  const shown = results.value;
  return (
    <Page title={r("results")} wide aside={<Print />}>
      <p>{r("whose")}</p>
      <PeriodForm />
      {shown ? <Shown shown={shown} /> : <Waiting retry={() => void loadResults(EVER)} />}
    </Page>
  );
}

function Print() {
  return (
    <span class="no-print">
      <Button kind="quiet" onClick={() => print()}>
        {r("print")}
      </Button>
    </span>
  );
}

function PeriodForm() {
  const [period, setPeriod] = useState<Period>(EVER);
  const [wrong, setWrong] = useState(false);
  const look = (event: SubmitEvent) => {
    event.preventDefault();
    const backwards = period.from !== "" && period.to !== "" && period.to < period.from;
    setWrong(backwards);
    if (!backwards) void loadResults(period);
  };
  return (
    <form class="results-period no-print" aria-label={r("period")} onSubmit={look} noValidate>
      <TextField
        type="date"
        label={r("fromDay")}
        value={period.from}
        onInput={(from) => setPeriod({ ...period, from })}
      />
      <TextField
        type="date"
        label={r("toDay")}
        value={period.to}
        onInput={(to) => setPeriod({ ...period, to })}
        error={wrong ? r("needLaterDay") : undefined}
      />
      <Button type="submit">{r("show")}</Button>
    </form>
  );
}

function Shown({ shown }: { shown: Results }) {
  const { mood, function: doing } = shown.durability;
  const about = (...names: readonly string[]) => shown.published.filter((row) => names.includes(row.about));
  return (
    <>
      <p role="status">
        {periodWords(shown)} {countWords(shown)} <span class="muted">{r("smallNote")}</span>
      </p>
      <Card title={r("response")}>
        <p class="muted small">{r("responseNote")}</p>
        <ResponseTable lines={shown.response} />
        <PublishedTable on={r("response")} rows={about("phq-9", "depression")} />
      </Card>
      <Card title={r("durability")}>
        <p class="muted small">{r("durabilityNote")}</p>
        <div class="results-curves">
          <Durability title={r("mood")} held={mood} />
          <Durability title={r("function")} held={doing} />
        </div>
        <PublishedTable on={r("durability")} rows={about("durability")} />
      </Card>
      <Card title={r("sideEffects")}>
        <p class="muted small">{r("sideEffectsNote")}</p>
        <SideEffects lines={shown.side_effects} />
        <PublishedTable on={r("sideEffects")} rows={about("side_effects")} />
      </Card>
    </>
  );
}

function Durability({ title, held }: { title: string; held: HeldCurve }) {
  if (held.curve) return <SurvivalPlot title={title} curve={held.curve} of="benefit" />;
  return (
    <div class="chart-box">
      <h3>{title}</h3>
      <p class="muted">{r("noCurve")}</p>
    </div>
  );
}

/** "Jan 5, 2026 – Nov 23, 2026:", so that a printed page says what it is of; nothing where there is no limit. */
function periodWords({ from, to }: Results): string {
  if (from === null && to === null) return "";
  return `${from ? fullDay(from) : "…"} – ${to ? fullDay(to) : "…"}:`;
}

function countWords({ patients, sessions }: Results): string {
  if (sessions.count === null) return r("countedNone");
  if (patients.count === null) return r("countedSessions", { sessions: sessions.count });
  return r("counted", { patients: patients.count, sessions: sessions.count });
}
