import { useState } from "preact/hooks";
import type { Person } from "../../../core/admin.ts";
import { addToCareTeam, takeFromCareTeam } from "../../../data/admin.ts";
import { adminWords as a } from "../../../i18n/admin.ts";
import { loadPeople, people } from "../../../state/admin.ts";
import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/field.tsx";
import { announce } from "../../../ui/live.tsx";
import { Objection, taken, useSending } from "./form.tsx";

/** Who may read a patient's journal, and treat them. */
export function CareTeam({ patient }: { patient: Person }) {
  const { problem, busy, send } = useSending();
  const id = patient.patient_id ?? "";
  const apply = async (work: () => Promise<void>, said: string) => {
    if (!taken(await send(work))) return;
    announce(said);
    await loadPeople();
  };
  return (
    <>
      <Objection problem={problem} />
      {patient.care_team.length === 0 ? <p>{a("inNobodysCare")}</p> : null}
      <ul class="plain-list stack-s">
        {patient.care_team.map(({ id: provider, name }) => (
          <li key={provider} class="row spread">
            <span>{name}</span>
            <Button
              label={a("removeFromTeam", { name })}
              disabled={busy}
              onClick={() => void apply(() => takeFromCareTeam(id, provider), a("removedFromTeam", { name }))}
            >
              {a("remove")}
            </Button>
          </li>
        ))}
      </ul>
      <Add
        patient={patient}
        busy={busy}
        onAdd={({ id: provider, name }) =>
          void apply(() => addToCareTeam(id, provider), a("addedToTeam", { name }))
        }
      />
    </>
  );
}

interface AddProps {
  patient: Person;
  busy: boolean;
  onAdd: (provider: Person) => void;
}

function Add({ patient, busy, onAdd }: AddProps) {
  const [chosen, setChosen] = useState("");
  const there = new Set(patient.care_team.map(({ id }) => id));
  const free = (people.value ?? []).filter(
    ({ id, role, state }) => role === "provider" && state !== "disabled" && !there.has(id),
  );
  if (free.length === 0) return null;
  const provider = free.find(({ id }) => id === chosen) ?? free[0];
  return (
    <div class="office-line">
      <Select
        label={a("provider")}
        value={provider?.id ?? ""}
        options={free.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setChosen}
      />
      <Button disabled={busy} onClick={() => provider && onAdd(provider)}>
        {a("addToTeam")}
      </Button>
    </div>
  );
}
