import "./worklist.css";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ReasonKind, Worklist } from "../../core/clinic.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { list, loadWorklist, news, showNews } from "../../state/clinic.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Link } from "../../ui/link.tsx";
import { Page } from "../../ui/page.tsx";
import { fitting } from "./fitting.ts";
import { Waiting } from "./waiting.tsx";
import { WorklistRow } from "./worklist-row.tsx";

/** Rows drawn at once: a desk shows a dozen, a clinic may have thousands. */
const AT_ONCE = 60;
const KINDS = ["alert", "fading", "silent", "due"] as const;

/** Who needs somebody, most urgent first, each with the reason. */
export function WorklistPage() {
  useEffect(() => {
    void loadWorklist();
  }, []);
  const shown = list.value;
  return (
    <Page title={c("worklist")} wide aside={<Aside />}>
      {shown ? <List shown={shown} /> : <Waiting retry={() => void loadWorklist()} />}
    </Page>
  );
}

function Aside() {
  return (
    <span class="row">
      <News />
      <Link to="/break-glass" class="button button-quiet">
        {c("findPatient")}
      </Link>
      <Link to="/invite" class="button button-plain">
        {c("invitePatient")}
      </Link>
    </span>
  );
}

/** Nothing moves under the mouse: what is new waits behind this. */
function News() {
  const n = news.value;
  return (
    <span aria-live="polite">
      {n > 0 ? (
        <Button onClick={showNews}>
          {c("newHere", { n })}
          <span class="visually-hidden">. {c("newWaiting")}</span>
        </Button>
      ) : null}
    </span>
  );
}

function List({ shown }: { shown: Worklist }) {
  const [kind, setKind] = useState<ReasonKind | null>(null);
  const [wanted, setWanted] = useState("");
  const [most, setMost] = useState(AT_ONCE);
  const rows = useMemo(() => fitting(shown.patients, kind, wanted), [shown, kind, wanted]);
  const now = Date.now();
  return (
    <>
      <div class="worklist-tools">
        <TextField type="search" label={c("search")} value={wanted} onInput={setWanted} autocomplete="off" />
        <Filters shown={shown} kind={kind} onChoose={setKind} />
      </div>
      {rows.length === 0 ? <p>{c(shown.patients.length ? "nobodyFits" : "noPatients")}</p> : null}
      <ol class="worklist">
        {rows.slice(0, most).map((row) => (
          <WorklistRow key={row.id} row={row} now={now} />
        ))}
      </ol>
      {rows.length > most ? (
        <Button onClick={() => setMost(most + 5 * AT_ONCE)}>
          {c("showRest", { n: rows.length - most })}
        </Button>
      ) : null}
    </>
  );
}

interface FiltersProps {
  shown: Worklist;
  kind: ReasonKind | null;
  onChoose: (kind: ReasonKind | null) => void;
}

function Filters({ shown, kind, onChoose }: FiltersProps) {
  return (
    <fieldset class="chips">
      <legend class="visually-hidden">{c("filter")}</legend>
      <Button pressed={kind === null} onClick={() => onChoose(null)}>
        {c("everyone", { count: shown.patients.length })}
      </Button>
      {KINDS.map((each) => (
        <Button key={each} pressed={kind === each} onClick={() => onChoose(kind === each ? null : each)}>
          {c(`filter_${each}`, { count: shown.counts[each] })}
        </Button>
      ))}
    </fieldset>
  );
}
