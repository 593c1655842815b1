import { useState } from "preact/hooks";
import { addDays } from "../../core/dates.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { Choices } from "../../ui/choices.tsx";
import { TextField } from "../../ui/field.tsx";

export interface Period {
  readonly from: string;
  readonly to: string;
}

type Preset = "4" | "12" | "all" | "own";

interface PeriodPickerProps {
  period: Period;
  known: { readonly first: string; readonly last: string };
  onChange: (period: Period) => void;
}

/** The usual periods as one tap, any other by its dates. */
export function PeriodPicker({ period, known, onChange }: PeriodPickerProps) {
  const [preset, setPreset] = useState<Preset>("12");
  const { first, last } = known;
  const choose = (chosen: Preset) => {
    setPreset(chosen);
    if (chosen === "4") onChange({ from: addDays(last, -27), to: last });
    if (chosen === "12") onChange({ from: addDays(last, -83), to: last });
    if (chosen === "all") onChange({ from: first, to: last });
  };
  const set = (changed: Partial<Period>) => {
    const next = { ...period, ...changed };
    if (next.from && next.to && next.from <= next.to) onChange(next);
  };
  return (
    <div class="stack-s">
      <Choices
        legend={c("period")}
        layout="chips"
        options={[
          { value: "4", label: c("period4") },
          { value: "12", label: c("period12") },
          { value: "all", label: c("periodAll") },
          { value: "own", label: c("periodOwn") },
        ]}
        value={preset}
        onPick={choose}
      />
      {preset === "own" ? (
        <div class="session-line">
          <TextField
            type="date"
            label={c("from")}
            value={period.from}
            max={period.to}
            onInput={(from) => set({ from })}
          />
          <TextField
            type="date"
            label={c("to")}
            value={period.to}
            min={period.from}
            onInput={(to) => set({ to })}
          />
        </div>
      ) : null}
    </div>
  );
}
