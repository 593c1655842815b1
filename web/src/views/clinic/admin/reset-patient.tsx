import { useEffect, useState } from "preact/hooks";
import type { Issued } from "../../../core/admin.ts";
import { adminWords as a } from "../../../i18n/admin.ts";
import { open, openPatient, unknown } from "../../../state/clinic-patient.ts";
import { Card } from "../../../ui/card.tsx";
import { Page } from "../../../ui/page.tsx";
import { Missing } from "../missing.tsx";
import { Waiting } from "../waiting.tsx";
import { InvitationSheet } from "./invitation-sheet.tsx";
import { Reset } from "./reset.tsx";

/** A provider lets a patient of theirs in anew. */
export function ResetPatient({ id }: { id: string }) {
  const [issued, setIssued] = useState<Issued | null>(null);
  const known = open.value?.patient.id === id ? open.value.patient : null;
  useEffect(() => {
    if (!known) void openPatient(id);
  }, [id]);
  const backTo = `/patients/${id}`;
  if (unknown.value || (known && known.person_id === null)) return <Missing />;
  if (known && issued) return <InvitationSheet issued={issued} person={known} backTo={backTo} />;
  return (
    <Page title={a("lostPhone")} aside={known?.name} backTo={backTo}>
      {known?.person_id ? (
        <Card>
          <Reset person={{ id: known.person_id, name: known.name }} onIssued={setIssued} />
        </Card>
      ) : (
        <Waiting retry={() => void openPatient(id)} />
      )}
    </Page>
  );
}
