import { clinicWords as c } from "../../i18n/clinic.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { NO_READING, READINGS, type Spots, type VitalsRow } from "./session-form.ts";
import { VitalsLine } from "./vitals-line.tsx";

const LABELS = {
  systolic: "systolic",
  diastolic: "diastolic",
  heart_rate: "heartRate",
  spo2: "spo2",
} as const;

interface VitalsRowsProps {
  rows: readonly VitalsRow[];
  spots: Spots;
  onChange: (rows: readonly VitalsRow[]) => void;
}

/** Readings during the session, as many as were taken. */
export function VitalsRows({ rows, spots, onChange }: VitalsRowsProps) {
  const set = (at: number, changed: Partial<VitalsRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...changed } : row)));
  return (
    <fieldset class="stack">
      <legend class="session-legend">{c("vitals")}</legend>
      {rows.map((row, index) => (
        <fieldset key={index} class="session-line vitals-line">
          <legend class="visually-hidden">{c("reading", { n: index + 1 })}</legend>
          <TextField
            type="time"
            label={c("at")}
            value={row.at}
            onInput={(at) => set(index, { at })}
            error={spots[`vitals/${index}/at`]}
          />
          {READINGS.map((name) => (
            <TextField
              key={name}
              label={c(LABELS[name])}
              inputMode="numeric"
              autocomplete="off"
              value={row[name]}
              onInput={(value) => set(index, { [name]: value })}
              error={spots[`vitals/${index}/${name}`]}
            />
          ))}
          <Button
            kind="quiet"
            label={c("removeReading", { n: index + 1 })}
            onClick={() => onChange(rows.filter((_, other) => other !== index))}
          >
            ×
          </Button>
        </fieldset>
      ))}
      <VitalsLine
        last={rows.at(-1)}
        onAdd={(reading) => onChange([...rows, reading])}
        onTakeBack={() => onChange(rows.slice(0, -1))}
      />
      <p>
        <Button onClick={() => onChange([...rows, NO_READING])}>{c("addReading")}</Button>
      </p>
    </fieldset>
  );
}
