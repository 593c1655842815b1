import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { EFFECT_GROUPS } from "../../core/effects.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { effectName, severityName } from "../../i18n/effects.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, Select, TextField } from "../../ui/field.tsx";
import {
  type Details,
  type EffectRow,
  type InterventionRow,
  NO_EFFECT,
  NO_INTERVENTION,
  NO_PREMEDICATION,
  type PremedicationRow,
} from "./session-details.ts";
import type { Form, Spots } from "./session-form.ts";

interface RowsProps<R> {
  legend: string;
  /** Names one row: "Effect 2". */
  name: (n: number) => string;
  add: string;
  blank: R;
  rows: readonly R[];
  onChange: (rows: readonly R[]) => void;
  /** Draws the fields of one row. */
  children: (row: R, set: (changed: Partial<R>) => void, index: number) => ComponentChildren;
}

/** Rows that are added and taken away one by one; the keyboard goes on in the row that was added. */
function Rows<R extends object>({ legend, name, add, blank, rows, onChange, children }: RowsProps<R>) {
  const element = useRef<HTMLFieldSetElement>(null);
  const drawn = useRef(rows.length);
  useLayoutEffect(() => {
    const isMore = rows.length === drawn.current + 1;
    drawn.current = rows.length;
    if (isMore)
      element.current?.querySelector<HTMLElement>(".session-row:last-of-type :is(input, select)")?.focus();
  }, [rows.length]);
  return (
    <fieldset ref={element} class="stack-s">
      <legend class="session-legend">{legend}</legend>
      {rows.map((row, index) => (
        <fieldset key={index} class="session-line session-row">
          <legend class="visually-hidden">{name(index + 1)}</legend>
          {children(
            row,
            (changed) =>
              onChange(rows.map((other, place) => (place === index ? { ...row, ...changed } : other))),
            index,
          )}
          <Button
            kind="quiet"
            label={c("removeRow", { name: name(index + 1) })}
            onClick={() => onChange(rows.filter((_, place) => place !== index))}
          >
            ×
          </Button>
        </fieldset>
      ))}
      <p>
        <Button onClick={() => onChange([...rows, blank])}>{add}</Button>
      </p>
    </fieldset>
  );
}

interface PartProps {
  form: Form;
  spots: Spots;
  set: (changed: Partial<Details>) => void;
}

export function Premedications({ form, spots, set }: PartProps) {
  return (
    <Rows<PremedicationRow>
      legend={c("premedication")}
      name={(n) => c("premedicationRow", { n })}
      add={c("addPremedication")}
      blank={NO_PREMEDICATION}
      rows={form.premedication}
      onChange={(premedication) => set({ premedication })}
    >
      {(row, change, index) => (
        <>
          <TextField
            label={c("medicineName")}
            maxLength={120}
            value={row.name}
            onInput={(name) => change({ name })}
            error={spots[`premedication/${index}/name`]}
          />
          <TextField
            label={c("medicineDose")}
            maxLength={120}
            value={row.dose}
            onInput={(dose) => change({ dose })}
            error={spots[`premedication/${index}/dose`]}
          />
        </>
      )}
    </Rows>
  );
}

const SEVERITIES = ["1", "2", "3", "4"] as const;

export function Effects({ form, spots, set }: PartProps) {
  const codes = Object.values(EFFECT_GROUPS)
    .flat()
    .map((value: string) => ({ value, label: effectName(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Rows<EffectRow>
      legend={c("effectsSeen")}
      name={(n) => c("effectRow", { n })}
      add={c("addEffect")}
      blank={NO_EFFECT}
      rows={form.effects}
      onChange={(effects) => set({ effects })}
    >
      {(row, change, index) => (
        <>
          <Select
            label={c("effect")}
            value={row.effect}
            options={codes}
            onChange={(effect) => change({ effect })}
            error={spots[`effects/${index}/effect`]}
          />
          <Select
            label={c("severity")}
            value={row.severity}
            options={SEVERITIES.map((value) => ({ value, label: severityName(Number(value)) }))}
            onChange={(severity) => change({ severity })}
            error={spots[`effects/${index}/severity`]}
          />
          <TextField
            type="time"
            label={c("from")}
            value={row.from}
            onInput={(from) => change({ from })}
            error={spots[`effects/${index}/from`]}
          />
          <TextField
            type="time"
            label={c("effectUntil")}
            value={row.to}
            onInput={(to) => change({ to })}
            error={spots[`effects/${index}/to`]}
          />
        </>
      )}
    </Rows>
  );
}

export function Interventions({ form, spots, set }: PartProps) {
  return (
    <Rows<InterventionRow>
      legend={c("interventions")}
      name={(n) => c("interventionRow", { n })}
      add={c("addIntervention")}
      blank={NO_INTERVENTION}
      rows={form.interventions}
      onChange={(interventions) => set({ interventions })}
    >
      {(row, change, index) => (
        <>
          <TextField
            type="time"
            label={c("at")}
            value={row.at}
            onInput={(at) => change({ at })}
            error={spots[`interventions/${index}/at`]}
          />
          <TextField
            label={c("whatWasDone")}
            maxLength={500}
            value={row.what}
            onInput={(what) => change({ what })}
            error={spots[`interventions/${index}/what`]}
          />
        </>
      )}
    </Rows>
  );
}

export function GoingHome({ form, spots, set }: PartProps) {
  return (
    <fieldset class="stack-s">
      <legend class="session-legend">{c("discharge")}</legend>
      <div class="session-line">
        <TextField
          type="time"
          label={c("dischargedAt")}
          value={form.discharged}
          onInput={(discharged) => set({ discharged })}
          error={spots.discharged}
        />
        <TextField
          label={c("escort")}
          maxLength={120}
          value={form.escort}
          onInput={(escort) => set({ escort })}
          error={spots.escort}
        />
      </div>
      <Checkbox
        label={c("criteriaMet")}
        checked={form.criteriaMet}
        onChange={(criteriaMet) => set({ criteriaMet })}
      />
    </fieldset>
  );
}
