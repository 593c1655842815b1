import type { Row } from "../core/entries.ts";
import { type Receipt, receipt } from "../core/journal.ts";
import { now } from "../data/clock.ts";
import { dayAndTime, time } from "../i18n/format.ts";
import { t } from "../i18n/patient.ts";
import { outbox, seen } from "../state/journal.ts";

/** How far an entry has come, in a line: "On this phone, 9:02 PM" … "Seen by your clinic, 9:40 PM". */
export function ReceiptLine({ row }: { row: Row }) {
  const at = receipt(row, outbox.value, seen.value);
  return (
    <p class="receipt muted small">
      <svg viewBox="0 0 20 12" width="20" height="12" aria-hidden="true" focusable="false">
        <path
          d={MARKS[at.stage]}
          fill="none"
          stroke="currentColor"
          stroke-width="1.75"
          stroke-linecap="round"
        />
      </svg>
      {receiptText(at)}
    </p>
  );
}

/** One tick: here. Two: there. Two with a dot: opened. A bar: waits for the person. */
const MARKS: Record<Receipt["stage"], string> = {
  phone: "M3 6l3 4 6-8",
  clinic: "M1 6l3 4 6-8M8 9l1 1 6-8",
  seen: "M1 6l3 4 6-8M8 9l1 1 6-8M18.5 6v.01",
  conflict: "M6 2v5M6 10v.01",
  rejected: "M6 2v5M6 10v.01",
};

export function receiptText({ stage, at }: Receipt): string {
  const when = at === null ? "" : nearTime(at);
  switch (stage) {
    case "phone":
      return t("onPhone", { time: when });
    case "clinic":
      return t("clinicHas", { time: when });
    case "seen":
      return t("seen");
    default:
      return t("needsYou");
  }
}

/** The time alone for the last 18 hours, with its day before that. */
export function nearTime(at: number): string {
  return now() - at < 64_800_000 ? time(at) : dayAndTime(at);
}
