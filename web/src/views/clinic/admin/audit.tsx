import { useEffect, useState } from "preact/hooks";
import { Scroll } from "../../../charts/frame.tsx";
import { Heads } from "../../../charts/heads.tsx";
import { type AuditEvent, type AuditSearch, WHOLE_LOG } from "../../../core/admin.ts";
import { type Problem, problemAt } from "../../../core/problem.ts";
import { ACTIONS, adminWords as a, codeWord } from "../../../i18n/admin.ts";
import { dayAndTime } from "../../../i18n/format.ts";
import { loadPeople, log, people, searchLog, showOlder } from "../../../state/admin.ts";
import { Button } from "../../../ui/button.tsx";
import { Select, TextField } from "../../../ui/field.tsx";
import { Page } from "../../../ui/page.tsx";
import { Waiting } from "../waiting.tsx";
import { Form } from "./form.tsx";
import { objections } from "./objections.ts";

/** Who did what to whose data, and when. It holds no entries, and looking at it stands in it too. */
export function AuditLog() {
  useEffect(() => {
    void loadPeople();
    void searchLog(WHOLE_LOG);
  }, []);
  const shown = log.value;
  return (
    <Page title={a("audit")} wide backTo="/">
      <Search />
      {shown ? <Events events={shown.events} /> : <Waiting retry={() => void searchLog(WHOLE_LOG)} />}
      {shown?.more ? (
        <p>
          <Button onClick={() => void showOlder()}>{a("older")}</Button>
        </p>
      ) : null}
    </Page>
  );
}

function Search() {
  const [search, setSearch] = useState<AuditSearch>(WHOLE_LOG);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const look = async () => {
    const wrong = objections([["/to", search.to !== "" && search.to < search.from && a("needLaterDay")]]);
    setBusy(true);
    setProblem(wrong ?? (await searchLog(search)));
    setBusy(false);
  };
  const set = (part: Partial<AuditSearch>) => setSearch({ ...search, ...part });
  const all = people.value ?? [];
  const byWord = ACTIONS.map((value) => ({ value, label: codeWord("action", value) }));
  return (
    <Form problem={problem} busy={busy} submit={a("searchLog")} onSubmit={() => void look()}>
      <div class="office-fields">
        <Select
          label={a("who")}
          value={search.actor}
          options={anybody(all.map(({ id, name }) => ({ value: id, label: name })))}
          onChange={(actor) => set({ actor })}
        />
        <Select
          label={a("whose")}
          value={search.patient}
          options={anybody(
            all.flatMap(({ patient_id, name }) => (patient_id ? [{ value: patient_id, label: name }] : [])),
          )}
          onChange={(patient) => set({ patient })}
        />
        <Select
          label={a("what")}
          value={search.action}
          options={[{ value: "", label: a("anything") }, ...byWord]}
          onChange={(action) => set({ action })}
        />
        <TextField
          type="date"
          label={a("fromDay")}
          value={search.from}
          onInput={(from) => set({ from })}
          error={problemAt(problem, "/from")}
        />
        <TextField
          type="date"
          label={a("toDay")}
          value={search.to}
          onInput={(to) => set({ to })}
          error={problemAt(problem, "/to")}
        />
      </div>
    </Form>
  );
}

/** Who acted: neither a companion nor the program itself has an account. */
function actorWords({ actor, action }: AuditEvent): string {
  return actor?.name ?? a(action.startsWith("companion.") ? "aCompanion" : "noAccount");
}

function anybody(options: readonly { value: string; label: string }[]) {
  return [
    { value: "", label: a("anybody") },
    ...options.toSorted((one, other) => one.label.localeCompare(other.label)),
  ];
}

function Events({ events }: { events: readonly AuditEvent[] }) {
  if (events.length === 0) return <p>{a("noEvents")}</p>;
  return (
    <Scroll label={a("audit")}>
      <table class="figures office-log">
        <caption class="visually-hidden">{a("audit")}</caption>
        <Heads of={[a("number"), a("when"), a("who"), a("what"), a("whose")]} />
        <tbody>
          {events.map((event) => (
            <tr key={event.number}>
              <td>{event.number}</td>
              <td>{dayAndTime(event.at)}</td>
              <td>{actorWords(event)}</td>
              <td>{codeWord("action", event.action)}</td>
              <td>{event.patient?.name ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
