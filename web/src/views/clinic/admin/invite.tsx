import { useEffect, useState } from "preact/hooks";
import { type InvitationOrder, type Issued, type PersonRole, ROLES } from "../../../core/admin.ts";
import { CONDITIONS, chosen } from "../../../core/conditions.ts";
import { type Problem, problemAt } from "../../../core/problem.ts";
import { invite } from "../../../data/admin.ts";
import { adminWords as a, codeWord } from "../../../i18n/admin.ts";
import { conditionWord } from "../../../i18n/clinic.ts";
import { loadSettings, settings } from "../../../state/admin.ts";
import { identity } from "../../../state/identity.ts";
import { Choices } from "../../../ui/choices.tsx";
import { Checkbox, TextField } from "../../../ui/field.tsx";
import { Link } from "../../../ui/link.tsx";
import { Page } from "../../../ui/page.tsx";
import { Form, taken, useSending } from "./form.tsx";
import { InvitationSheet } from "./invitation-sheet.tsx";
import { objections } from "./objections.ts";
import { ZoneSelect } from "./zone-select.tsx";

interface Draft {
  readonly role: PersonRole;
  readonly name: string;
  readonly email: string;
  readonly born: string;
  /** Empty until somebody chooses: then it is the clinic's. */
  readonly zone: string;
  readonly conditions: readonly string[];
}

const BLANK: Draft = { role: "patient", name: "", email: "", born: "", zone: "", conditions: [] };

/** Invites somebody: an admin anybody, a provider a patient, who is then in their care. */
export function Invite() {
  const [draft, setDraft] = useState(BLANK);
  const [issued, setIssued] = useState<Issued | null>(null);
  const { problem, busy, send } = useSending();
  useEffect(() => {
    void loadSettings();
  }, []);
  const isAdmin = identity.value?.role === "admin";
  const zone = draft.zone || settings.value?.zone || Intl.DateTimeFormat().resolvedOptions().timeZone;
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = async () => {
    const came = await send(() => invite(orderOf({ ...draft, zone })), mistakes(draft));
    if (taken(came)) setIssued(came.answer);
  };
  if (issued) return <InvitationSheet issued={issued} person={{ name: draft.name }} backTo="/" />;
  return (
    <Page
      title={a(isAdmin ? "inviteSomebody" : "invitePatient")}
      backTo="/"
      aside={
        <Link to="/invitations" class="button button-quiet">
          {a("invitations")}
        </Link>
      }
    >
      <Form problem={problem} busy={busy} submit={a("makeInvitation")} onSubmit={() => void submit()}>
        {isAdmin ? (
          <Choices<PersonRole>
            legend={a("inviteAs")}
            layout="chips"
            options={ROLES.map((value) => ({ value, label: codeWord("role", value) }))}
            value={draft.role}
            onPick={(role) => set({ role })}
          />
        ) : null}
        <TextField
          label={a("name")}
          value={draft.name}
          onInput={(name) => set({ name })}
          error={problemAt(problem, "/name")}
          autocomplete="off"
          maxLength={200}
        />
        <TextField
          label={a("emailOptional")}
          type="email"
          value={draft.email}
          onInput={(email) => set({ email })}
          hint={a("emailHint")}
          error={problemAt(problem, "/email")}
          autocomplete="off"
          maxLength={254}
        />
        {draft.role === "patient" ? (
          <OfPatient draft={draft} zone={zone} problem={problem} set={set} />
        ) : (
          <p class="muted">{a(`inviteMeans_${draft.role}`)}</p>
        )}
      </Form>
    </Page>
  );
}

interface OfPatientProps {
  draft: Draft;
  zone: string;
  problem: Problem | null;
  set: (part: Partial<Draft>) => void;
}

function OfPatient({ draft, zone, problem, set }: OfPatientProps) {
  return (
    <>
      <TextField
        label={a("birthDate")}
        type="date"
        value={draft.born}
        onInput={(born) => set({ born })}
        error={problemAt(problem, "/birth_date")}
        autocomplete="off"
      />
      <ZoneSelect
        label={a("zone")}
        value={zone}
        onChange={(picked) => set({ zone: picked })}
        hint={a("zoneHint")}
        error={problemAt(problem, "/zone")}
      />
      <fieldset>
        <legend class="office-legend">{a("conditions")}</legend>
        <div class="office-checks">
          {CONDITIONS.map((each) => (
            <Checkbox
              key={each}
              label={conditionWord(each)}
              checked={draft.conditions.includes(each)}
              onChange={(isWanted) => set({ conditions: chosen(draft.conditions, each, isWanted) })}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

/** What can be seen to be missing before the server looks. */
function mistakes({ role, name, email, born }: Draft): Problem | null {
  return objections([
    ["/name", name.trim() === "" && a("needName")],
    ["/email", email.trim() !== "" && !email.includes("@") && a("needEmail")],
    ["/birth_date", role === "patient" && born === "" && a("needBirthDate")],
  ]);
}

function orderOf({ role, name, email, born, zone, conditions }: Draft): InvitationOrder {
  return {
    role,
    name: name.trim(),
    ...(email.trim() ? { email: email.trim() } : {}),
    ...(role === "patient" ? { birth_date: born, zone, conditions } : {}),
  };
}
