import { useState } from "preact/hooks";
import { REASON_LENGTH } from "../../../core/admin.ts";
import { problemAt } from "../../../core/problem.ts";
import type { Day } from "../../../core/recovery.ts";
import { breakGlass, findPatient } from "../../../data/admin.ts";
import { adminWords as a } from "../../../i18n/admin.ts";
import { go } from "../../../router.ts";
import { TextArea, TextField } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { Form, taken, useSending } from "./form.tsx";
import { objections } from "./objections.ts";

const NOT_FOUND = 404;
const IN_THEIR_CARE = 409;

/** Emergency access: a patient of the clinic who is not in one's care, found by name and birth date, for a reason. */
export function BreakGlass() {
  const [found, setFound] = useState<{ id: string; name: string } | null>(null);
  return (
    <Page title={a(found ? "emergencyAccess" : "findPatient")} backTo="/">
      {found ? <Why patient={found} /> : <Find onFound={(id, name) => setFound({ id, name })} />}
    </Page>
  );
}

function Find({ onFound }: { onFound: (id: string, name: string) => void }) {
  const [name, setName] = useState("");
  const [born, setBorn] = useState<Day>("");
  const { problem, busy, send } = useSending();
  const nobody = problem?.status === NOT_FOUND;
  const find = async () => {
    const wrong = objections([
      ["/name", name.trim() === "" && a("needName")],
      ["/birth_date", born === "" && a("needBirthDate")],
    ]);
    const came = await send(() => findPatient(name.trim(), born), wrong);
    if (taken(came)) onFound(came.answer, name.trim());
  };
  return (
    <>
      <p>{a("findMeans")}</p>
      {nobody ? (
        <Notice alert>
          <p>{a("findNobody")}</p>
        </Notice>
      ) : null}
      <Form problem={nobody ? null : problem} busy={busy} submit={a("find")} onSubmit={() => void find()}>
        <TextField
          label={a("exactName")}
          value={name}
          onInput={setName}
          error={problemAt(problem, "/name")}
          autocomplete="off"
          maxLength={200}
        />
        <TextField
          label={a("birthDate")}
          type="date"
          value={born}
          onInput={setBorn}
          error={problemAt(problem, "/birth_date")}
          autocomplete="off"
        />
      </Form>
    </>
  );
}

function Why({ patient }: { patient: { id: string; name: string } }) {
  const [reason, setReason] = useState("");
  const { problem, busy, send } = useSending();
  const open = async () => {
    const length = reason.trim().length;
    const wrong = objections([["/reason", length < REASON_LENGTH.least && a("needReason")]]);
    const came = await send(() => breakGlass(patient.id, reason.trim()), wrong);
    const theirs = came !== null && "refused" in came && came.refused.status === IN_THEIR_CARE;
    if (taken(came) || theirs) go(`/patients/${patient.id}`, { replace: true });
  };
  return (
    <>
      <Notice tone="caution">
        <p>{a("glassMeans", { name: patient.name })}</p>
        <p>{a("glassTold")}</p>
      </Notice>
      <Form problem={problem} busy={busy} submit={a("openForReading")} onSubmit={() => void open()}>
        <TextArea
          label={a("reason")}
          value={reason}
          onInput={setReason}
          hint={a("reasonHint")}
          error={problemAt(problem, "/reason")}
          maxLength={REASON_LENGTH.most}
        />
      </Form>
    </>
  );
}
