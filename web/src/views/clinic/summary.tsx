import "./session.css";
import "./summary.css";
import { useEffect, useState } from "preact/hooks";
import { isoDay } from "../../charts/scale.ts";
import { ending } from "../../charts/words.ts";
import { PARTS, type SummaryDraft, type SummaryOrder } from "../../core/clinic.ts";
import { addDays } from "../../core/dates.ts";
import { Refused } from "../../data/api.ts";
import { patient as fetchPatient, recovery, summaryDraft, summaryFile } from "../../data/clinic.ts";
import { clinicWords as c, partWord } from "../../i18n/clinic.ts";
import { attempt } from "../../state/clinic.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, TextArea, TextField } from "../../ui/field.tsx";
import { announce } from "../../ui/live.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { hand } from "./download.ts";
import { Missing } from "./missing.tsx";
import { type Period, PeriodPicker } from "./period-picker.tsx";
import { Preview } from "./preview.tsx";
import { Waiting } from "./waiting.tsx";

interface Known {
  readonly name: string;
  /** The days there is something to tell of: from the first to today, or to where the journal ended. */
  readonly first: string;
  readonly last: string;
}

/** Makes the page for the primary physician: choose, edit, see exactly what leaves, then let it leave. */
export function Summary({ id }: { id: string }) {
  const [known, setKnown] = useState<Known | null>(null);
  const [missing, setMissing] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    attempt(Promise.all([fetchPatient(id), recovery(id, null)]))
      .then((found) => {
        const [patient, answer] = found ?? [];
        if (!patient || !answer) return;
        const last = isoDay(ending(answer.data).to);
        setKnown({ name: patient.name, first: answer.data.from, last });
      })
      .catch(() => setMissing(true));
  }, [id, tries]);
  if (missing) return <Missing />;
  return (
    <Page title={c("summaryTitle")} aside={known?.name} backTo={`/patients/${id}`} wide>
      {known ? <Making id={id} known={known} /> : <Waiting retry={() => setTries(tries + 1)} />}
    </Page>
  );
}

function Making({ id, known }: { id: string; known: Known }) {
  const [period, setPeriod] = useState<Period>({ from: addDays(known.last, -83), to: known.last });
  const [draft, setDraft] = useState<SummaryDraft | null>(null);
  const [edited, setEdited] = useState<string | null>(null);
  const [asks, setAsks] = useState<readonly string[] | null>(null);
  const [parts, setParts] = useState<readonly string[]>(PARTS);
  const [recipient, setRecipient] = useState("");
  useEffect(() => {
    let current = true;
    void attempt(summaryDraft(id, period.from, period.to)).then(
      (found) => current && found && setDraft(found),
    );
    return () => {
      current = false;
    };
  }, [id, period]);
  if (!draft) return <Waiting retry={() => setPeriod({ ...period })} />;
  const drafted = draft.bottom_line.join("\n");
  const asked = asks ?? draft.asks.filter((ask) => ask.suggested).map((ask) => ask.code);
  const order: SummaryOrder = {
    ...period,
    format: "pdf",
    bottom_line: edited ?? drafted,
    asks: draft.asks.filter((ask) => asked.includes(ask.code)).map((ask) => ask.text),
    include: PARTS.filter((part) => parts.includes(part)),
    recipient: recipient.trim(),
  };
  return (
    <div class="summary-grid">
      <div class="stack">
        <PeriodPicker period={period} known={known} onChange={setPeriod} />
        <TextArea
          label={c("bottomLine")}
          hint={c("bottomLineHint")}
          value={order.bottom_line}
          onInput={setEdited}
          rows={5}
          maxLength={600}
        />
        {edited !== null && edited !== drafted ? (
          <p>
            <Button kind="quiet" onClick={() => setEdited(null)}>
              {c("newDraft")}
            </Button>
          </p>
        ) : null}
        <Asks draft={draft} asked={asked} onChange={setAsks} />
        <fieldset>
          <legend class="session-legend">{c("parts")}</legend>
          {PARTS.map((part) => (
            <Checkbox
              key={part}
              label={partWord(part)}
              checked={parts.includes(part)}
              onChange={(on) => setParts(toggled(parts, part, on))}
            />
          ))}
        </fieldset>
        <Leaving id={id} order={order} recipient={recipient} onRecipient={setRecipient} />
      </div>
      <Preview id={id} order={order} />
    </div>
  );
}

function toggled(chosen: readonly string[], one: string, on: boolean): string[] {
  return on ? [...chosen, one] : chosen.filter((each) => each !== one);
}

interface AsksProps {
  draft: SummaryDraft;
  asked: readonly string[];
  onChange: (asked: readonly string[]) => void;
}

function Asks({ draft, asked, onChange }: AsksProps) {
  return (
    <fieldset>
      <legend class="session-legend">{c("asks")}</legend>
      {draft.asks.map((ask) => (
        <Checkbox
          key={ask.code}
          label={ask.suggested ? `${ask.text} (${c("suggested")})` : ask.text}
          checked={asked.includes(ask.code)}
          onChange={(on) => onChange(toggled(asked, ask.code, on))}
        />
      ))}
    </fieldset>
  );
}

interface LeavingProps {
  id: string;
  order: SummaryOrder;
  recipient: string;
  onRecipient: (recipient: string) => void;
}

const ENDINGS = { pdf: "pdf", csv: "zip", fhir: "json" } as const;

/** Nothing leaves without a recipient; that it leaves is recorded, and said before. */
function Leaving({ id, order, recipient, onRecipient }: LeavingProps) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const download = async (format: SummaryOrder["format"]) => {
    if (!order.recipient) return setError(c("recipientMissing"));
    setBusy(true);
    try {
      const file = await attempt(summaryFile(id, { ...order, format }));
      if (!file) return;
      hand(file, `summary-${order.from}-${order.to}.${ENDINGS[format]}`);
      announce(c("downloaded"));
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      if (refused.needs) return; // they did not want to prove who they are just now
      setError(refused.problem.errors?.[0]?.detail ?? refused.problem.detail ?? refused.problem.title);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <TextField
        label={c("recipient")}
        hint={c("recipientHint")}
        value={recipient}
        onInput={(value) => {
          onRecipient(value);
          setError(undefined);
        }}
        error={error}
        maxLength={200}
      />
      <Notice>
        <p>{c("disclosed")}</p>
      </Notice>
      <p class="row">
        <Button kind="primary" disabled={busy} onClick={() => void download("pdf")}>
          {c("downloadPdf")}
        </Button>
        <Button disabled={busy} onClick={() => void download("csv")}>
          {c("downloadCsv")}
        </Button>
        <Button disabled={busy} onClick={() => void download("fhir")}>
          {c("downloadFhir")}
        </Button>
      </p>
    </>
  );
}
