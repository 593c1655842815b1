import { useState } from "preact/hooks";
import { type Issued, type Named, PROOFS, type Proof } from "../../../core/admin.ts";
import { resetPerson } from "../../../data/admin.ts";
import { adminWords as a } from "../../../i18n/admin.ts";
import { t } from "../../../i18n/t.ts";
import { Button } from "../../../ui/button.tsx";
import { Choices } from "../../../ui/choices.tsx";
import { Objection, taken, useSending } from "./form.tsx";

interface ResetProps {
  person: Named;
  onIssued: (issued: Issued) => void;
}

/** A lost phone: all ways in are taken away, and somebody whose identity was seen is invited anew. */
export function Reset({ person, onIssued }: ResetProps) {
  const [asked, setAsked] = useState(false);
  const [proof, setProof] = useState<Proof | null>(null);
  const [missing, setMissing] = useState(false);
  const { problem, busy, send } = useSending();
  const reset = async () => {
    setMissing(proof === null);
    if (proof === null) return;
    const came = await send(() => resetPerson(person.id, proof));
    if (taken(came)) onIssued(came.answer);
  };
  if (!asked) {
    return (
      <>
        <p>{a("lostPhoneMeans")}</p>
        <p>
          <Button onClick={() => setAsked(true)}>{a("startReset")}</Button>
        </p>
      </>
    );
  }
  return (
    <>
      <p>{a("resetMeans")}</p>
      <Objection problem={problem} />
      <Choices
        legend={a("proofAsk", { name: person.name })}
        options={PROOFS.map((value) => ({ value, label: a(`proof_${value}`) }))}
        value={proof}
        onPick={setProof}
      />
      {missing ? (
        <p class="field-error" role="alert">
          {a("proofMissing")}
        </p>
      ) : null}
      <p class="row">
        <Button kind="danger" disabled={busy} onClick={() => void reset()}>
          {a("resetNow")}
        </Button>
        <Button onClick={() => setAsked(false)}>{t("cancel")}</Button>
      </p>
    </>
  );
}
