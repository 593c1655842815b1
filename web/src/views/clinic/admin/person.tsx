import { useEffect, useState } from "preact/hooks";
import type { Issued, Person } from "../../../core/admin.ts";
import { problemAt } from "../../../core/problem.ts";
import { changePerson } from "../../../data/admin.ts";
import { adminWords as a, codeWord } from "../../../i18n/admin.ts";
import { t } from "../../../i18n/t.ts";
import { loadPeople, people } from "../../../state/admin.ts";
import { identity } from "../../../state/identity.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Link } from "../../../ui/link.tsx";
import { announce } from "../../../ui/live.tsx";
import { Page } from "../../../ui/page.tsx";
import { Missing } from "../missing.tsx";
import { Waiting } from "../waiting.tsx";
import { CareTeam } from "./care-team.tsx";
import { Form, Objection, taken, useSending } from "./form.tsx";
import { InvitationSheet } from "./invitation-sheet.tsx";
import { objections } from "./objections.ts";
import { Reset } from "./reset.tsx";

/** One person: name and e-mail, care, and the way back in after a lost phone. */
export function PersonPage({ id }: { id: string }) {
  const [issued, setIssued] = useState<Issued | null>(null);
  useEffect(() => {
    void loadPeople();
  }, []);
  const all = people.value;
  const person = all?.find((each) => each.id === id);
  if (all && !person) return <Missing />;
  if (person && issued) return <InvitationSheet issued={issued} person={person} backTo="/" />;
  return (
    <Page title={person?.name ?? t("loading")} aside={person && aboutWords(person)} backTo="/">
      {person ? (
        <Parts key={person.state} person={person} onIssued={setIssued} />
      ) : (
        <Waiting retry={() => void loadPeople()} />
      )}
    </Page>
  );
}

function aboutWords(person: Person): string {
  return `${codeWord("role", person.role)} · ${codeWord("state", person.state)}`;
}

function Parts({ person, onIssued }: { person: Person; onIssued: (issued: Issued) => void }) {
  const oneself = person.id === identity.value?.id;
  return (
    <>
      <Card title={a("nameAndEmail")}>
        <Details person={person} />
      </Card>
      {person.role === "patient" ? (
        <Card title={a("careTeam")}>
          <CareTeam patient={person} />
        </Card>
      ) : null}
      {person.role === "provider" ? (
        <Card title={a("patientsOf")}>
          <InCareOf provider={person} />
        </Card>
      ) : null}
      {oneself ? (
        <p class="muted">{a("thatIsYou")}</p>
      ) : (
        <>
          {person.state === "disabled" ? null : (
            <Card title={a("lostPhone")}>
              <Reset person={person} onIssued={onIssued} />
            </Card>
          )}
          <Card title={a(person.state === "disabled" ? "signInOff" : "signInOn")}>
            <Disable person={person} />
          </Card>
        </>
      )}
    </>
  );
}

function Details({ person }: { person: Person }) {
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email ?? "");
  const { problem, busy, send } = useSending();
  const save = async () => {
    const wrong = objections([
      ["/name", name.trim() === "" && a("needName")],
      ["/email", email.trim() === "" && person.email !== null && a("needEmail")],
    ]);
    const change = { name: name.trim(), ...(email.trim() ? { email: email.trim() } : {}) };
    if (!taken(await send(() => changePerson(person.id, change), wrong))) return;
    announce(a("saved"));
    await loadPeople();
  };
  return (
    <Form problem={problem} busy={busy} submit={t("save")} onSubmit={() => void save()}>
      <TextField
        label={a("name")}
        value={name}
        onInput={setName}
        error={problemAt(problem, "/name")}
        autocomplete="off"
        maxLength={200}
      />
      <TextField
        label={t("email")}
        type="email"
        value={email}
        onInput={setEmail}
        error={problemAt(problem, "/email")}
        hint={a("emailTold")}
        autocomplete="off"
        maxLength={254}
      />
    </Form>
  );
}

function InCareOf({ provider }: { provider: Person }) {
  const theirs = (people.value ?? []).filter((each) => each.care_team.some(({ id }) => id === provider.id));
  if (theirs.length === 0) return <p class="muted">{a("noPatientsOf")}</p>;
  return (
    <ul class="plain-list">
      {theirs.map((each) => (
        <li key={each.id}>
          <Link to={`/people/${each.id}`} class="office-name">
            {each.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Off: signed out everywhere at once, and no way in. What they wrote stays. */
function Disable({ person }: { person: Person }) {
  const off = person.state === "disabled";
  const [sure, setSure] = useState(off);
  const { problem, busy, send } = useSending();
  const change = async () => {
    if (!taken(await send(() => changePerson(person.id, { disabled: !off })))) return;
    announce(a(off ? "nowOn" : "nowOff", { name: person.name }));
    await loadPeople();
  };
  return (
    <>
      <p>{a(off ? "onMeans" : "offMeans")}</p>
      <Objection problem={problem} />
      <p class="row">
        {sure ? (
          <Button kind={off ? "plain" : "danger"} disabled={busy} onClick={() => void change()}>
            {a(off ? "turnOn" : "turnOffNow", { name: person.name })}
          </Button>
        ) : (
          <Button onClick={() => setSure(true)}>{a("turnOff")}</Button>
        )}
        {sure && !off ? <Button onClick={() => setSure(false)}>{t("cancel")}</Button> : null}
      </p>
    </>
  );
}
