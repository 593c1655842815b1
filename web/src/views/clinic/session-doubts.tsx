import { useEffect, useRef } from "preact/hooks";
import { figure } from "../../charts/words.ts";
import type { Doubt } from "../../core/session-doubts.ts";
import { clinicWords as c } from "../../i18n/clinic.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";

interface DoubtsProps {
  doubts: readonly Doubt[];
  busy: boolean;
  onChange: () => void;
}

/** What is unusual is asked about once; the answer is a person's. */
export function Doubts({ doubts, busy, onChange }: DoubtsProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.querySelector("button")?.focus(), [doubts]);
  return (
    <div ref={element}>
      <Notice tone="caution" alert>
        <h2>{c("isItRight")}</h2>
        <ul>
          {doubts.map((doubt) => (
            <li key={doubtWords(doubt)}>{doubtWords(doubt)}</li>
          ))}
        </ul>
        <p class="row">
          <Button type="submit" kind="primary" disabled={busy}>
            {c("itIsRight")}
          </Button>
          <Button onClick={onChange}>{c("changeIt")}</Button>
        </p>
      </Notice>
    </div>
  );
}

const VITALS = {
  systolic: "systolic",
  diastolic: "diastolic",
  heart_rate: "heartRate",
  spo2: "spo2",
} as const;

function doubtWords(doubt: Doubt): string {
  switch (doubt.about) {
    case "dose":
      return c("doubtDose", { value: figure(doubt.value, 2) });
    case "weight":
      return c("doubtWeight", { value: figure(doubt.value) });
    case "weightChange":
      return c("doubtWeightChange", { value: figure(doubt.value), last: figure(doubt.last) });
    case "duration":
      return c("doubtDuration", { hours: figure(doubt.minutes / 60) });
    case "ago":
      return c("doubtAgo", { days: doubt.days });
    default:
      return c("doubtReading", { n: doubt.row + 1, what: c(VITALS[doubt.about]), value: doubt.value });
  }
}
