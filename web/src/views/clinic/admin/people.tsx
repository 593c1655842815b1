import { useEffect, useMemo, useState } from "preact/hooks";
import { type Person, type PersonRole, ROLES } from "../../../core/admin.ts";
import { adminWords as a, codeWord } from "../../../i18n/admin.ts";
import { clinicWords as c } from "../../../i18n/clinic.ts";
import { loadPeople, people } from "../../../state/admin.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Link } from "../../../ui/link.tsx";
import { Page } from "../../../ui/page.tsx";
import { Waiting } from "../waiting.tsx";
import { peopleFitting } from "./people-list.ts";

/** Rows drawn at once: a clinic may have thousands of patients. */
const AT_ONCE = 60;

/** Everybody of the clinic: who they are, whether they can sign in, who cares for them. No entries. */
export function PeoplePage() {
  useEffect(() => {
    void loadPeople();
  }, []);
  return (
    <Page
      title={a("people")}
      wide
      aside={
        <Link to="/invite" class="button button-primary">
          {a("inviteSomebody")}
        </Link>
      }
    >
      <p class="muted">{a("noEntriesHere")}</p>
      {people.value ? <List all={people.value} /> : <Waiting retry={() => void loadPeople()} />}
    </Page>
  );
}

function List({ all }: { all: readonly Person[] }) {
  const [wanted, setWanted] = useState("");
  const [role, setRole] = useState<PersonRole | null>(null);
  const [most, setMost] = useState(AT_ONCE);
  const rows = useMemo(() => peopleFitting(all, role, wanted), [all, role, wanted]);
  return (
    <>
      <div class="office-tools">
        <TextField
          type="search"
          label={a("searchPeople")}
          value={wanted}
          onInput={setWanted}
          autocomplete="off"
        />
        <fieldset class="office-chips">
          <legend class="visually-hidden">{c("filter")}</legend>
          <Button pressed={role === null} onClick={() => setRole(null)}>
            {c("everyone", { count: all.length })}
          </Button>
          {ROLES.map((each) => (
            <Button key={each} pressed={role === each} onClick={() => setRole(role === each ? null : each)}>
              {a(`filter_${each}`, { count: all.filter((person) => person.role === each).length })}
            </Button>
          ))}
        </fieldset>
      </div>
      {rows.length === 0 ? <p>{c("nobodyFits")}</p> : null}
      <ul class="office-list">
        {rows.slice(0, most).map((person) => (
          <Row key={person.id} person={person} />
        ))}
      </ul>
      {rows.length > most ? (
        <Button onClick={() => setMost(most + 5 * AT_ONCE)}>
          {c("showRest", { n: rows.length - most })}
        </Button>
      ) : null}
    </>
  );
}

function Row({ person }: { person: Person }) {
  return (
    <li class="office-row people-row">
      <div>
        <Link to={`/people/${person.id}`} class="office-name">
          {person.name}
        </Link>
        <p class="muted small">{person.email ?? a("noEmail")}</p>
      </div>
      <p>{codeWord("role", person.role)}</p>
      <p class={person.state === "active" ? "muted" : "office-state"}>{codeWord("state", person.state)}</p>
      <p class="small">{person.role === "patient" ? teamWords(person) : null}</p>
    </li>
  );
}

/** Whose care somebody is in; nobody's is said, because a patient nobody sees is a mistake. */
function teamWords(person: Person): string {
  const team = person.care_team.map(({ name }) => name).join(", ");
  return team ? a("inCareOf", { names: team }) : a("inNobodysCare");
}
