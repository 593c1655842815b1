import "./worklist.css";
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ReasonKind, Worklist } from "../../core/clinic.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { deskWords as d } from "../../i18n/desk.ts";
import { go } from "../../router.ts";
import { list, loadWorklist, news, showNews } from "../../state/clinic.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Link } from "../../ui/link.tsx";
import { Page } from "../../ui/page.tsx";
import { finder } from "./fitting.ts";
import { type KeyList, useKeyList, useKeys } from "./keys.tsx";
import { first, last, step } from "./rows.ts";
import { Waiting } from "./waiting.tsx";
import { WorklistRow } from "./worklist-row.tsx";

/** Rows drawn in one go, more as there is room for them: a letter typed meanwhile waits for no longer than these take. */
const AT_ONCE = 8;
/** So many are drawn whether anybody scrolls or not: for who prints the list, and looks for a name with the browser. */
const AT_LEAST = 120;
/** Between two bits: what is typed meanwhile comes first. */
const PAUSE_MS = 30;
const KINDS = ["alert", "fading", "silent", "due"] as const;

/** Who needs somebody, most urgent first, each with the reason. */
export function WorklistPage() {
  useEffect(() => {
    void loadWorklist();
  }, []);
  const shown = list.value;
  const search = useRef<HTMLDivElement>(null);
  const keys = useKeyList(keyList());
  useKeys({
    "/": () => search.current?.querySelector("input")?.focus(),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Home: first,
    End: last,
    n: showNews,
    "?": keys.toggle,
  });
  return (
    <Page title={c("worklist")} wide aside={<Aside keys={keys.button} />}>
      {keys.list}
      {shown ? <List shown={shown} search={search} /> : <Waiting retry={() => void loadWorklist()} />}
    </Page>
  );
}

function keyList(): KeyList {
  return [
    ["/", d("key_search")],
    ["↓ ↑", d("key_rows")],
    ["Home End", d("key_ends")],
    ["Enter", d("key_open")],
    ["Esc", d("key_clear")],
    ["n", d("key_news")],
    ["?", d("key_help")],
  ];
}

function Aside({ keys }: { keys: ComponentChildren }) {
  return (
    <span class="row">
      <News />
      {keys}
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

function List({ shown, search }: { shown: Worklist; search: RefObject<HTMLDivElement | null> }) {
  const [kind, setKind] = useState<ReasonKind | null>(null);
  const [wanted, setWanted] = useState("");
  const [most, setMost] = useState(AT_ONCE);
  const find = useMemo(() => finder(shown.patients), [shown]);
  const [looked, setLooked] = useState("");
  const rows = useMemo(() => find(kind, looked), [find, kind, looked]);
  // The letter first, then the rows: whoever types fast never waits for a list they do not want any more.
  useEffect(() => {
    const timer = setTimeout(() => setLooked(wanted));
    return () => clearTimeout(timer);
  }, [wanted]);
  const drawn = useMemo(() => {
    const now = Date.now();
    return rows.slice(0, most).map((row) => <WorklistRow key={row.id} row={row} now={now} />);
  }, [rows, most]);
  const more = () => setMost((before) => before + AT_ONCE);
  const look = (text: string) => {
    setWanted(text);
    setMost(AT_ONCE);
  };
  const choose = (chosen: ReasonKind | null) => {
    setKind(chosen);
    setMost(AT_ONCE);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") first();
    else if (event.key === "Escape" && wanted) look("");
    else if (event.key === "Enter") {
      const [found] = find(kind, wanted);
      if (found) go(`/patients/${found.id}`);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <div class="worklist-tools">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field in it */}
        <div ref={search} class="worklist-search" onKeyDown={press}>
          <TextField type="search" label={c("search")} value={wanted} onInput={look} autocomplete="off" />
        </div>
        <Filters shown={shown} kind={kind} onChoose={choose} />
      </div>
      <p class="visually-hidden" aria-live="polite">
        {wanted || kind ? d("shownOf", { n: rows.length }) : ""}
      </p>
      {rows.length === 0 ? <p>{c(shown.patients.length ? "nobodyFits" : "noPatients")}</p> : null}
      <ol class="worklist">{drawn}</ol>
      {rows.length > most ? <More left={rows.length - most} soon={most < AT_LEAST} onMore={more} /> : null}
    </>
  );
}

interface MoreProps {
  left: number;
  /** Next, once nothing else is to be done; otherwise when it comes into sight. */
  soon: boolean;
  onMore: () => void;
}

/** The rest is drawn bit by bit; the button is for whoever does not scroll. */
function More({ left, soon, onMore }: MoreProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watched = box.current;
    if (!watched) return undefined;
    if (soon) {
      const timer = setTimeout(onMore, PAUSE_MS);
      return () => clearTimeout(timer);
    }
    const seen = new IntersectionObserver(
      (entries) => entries.some((each) => each.isIntersecting) && onMore(),
      {
        rootMargin: "600px",
      },
    );
    seen.observe(watched);
    return () => seen.disconnect();
  });
  return (
    <div ref={box}>
      <Button onClick={onMore}>{c("showRest", { n: left })}</Button>
    </div>
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
