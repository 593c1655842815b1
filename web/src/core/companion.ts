/** What somebody who brings a patient home can do with a companion pass: report what they see. */
import type { QrRows } from "./qr.ts";
import type { Instant } from "./recovery.ts";

/** A pass just made: the only time its code is told. */
export interface Pass {
  readonly id: string;
  readonly code: string;
  readonly link: string;
  readonly qr: QrRows;
  readonly expires_at: Instant;
}

export interface ListedPass {
  readonly id: string;
  readonly made_at: Instant;
  readonly expires_at: Instant;
  readonly state: string;
}

/** What the pass opens: whom to call, and what may be reported. Nothing of the patient. */
export interface Companionship {
  readonly clinic: { readonly name: string; readonly phone: string; readonly hours: string };
  readonly crisis: { readonly emergency: string };
  readonly effects: readonly string[];
  readonly expires_at: Instant;
}

/** A report as it is sent; its id makes sending it twice harmless. */
export interface Report {
  readonly id: string;
  readonly effect: string;
  readonly severity: number;
  readonly interference: number;
  readonly started_at: Instant;
  readonly occurred_at: Instant;
  readonly zone: string;
}

export interface ReportResult {
  readonly id: string;
  readonly status: string;
}

/** A report as the page holds it: the instant it was made, and what the server has said of it. */
export interface Held {
  readonly report: Report;
  readonly at: number;
  readonly state: "waiting" | "told" | "refused";
}

/** The reports after an answer: only what is named in it has been taken or refused. */
export function settled(held: readonly Held[], results: readonly ReportResult[]): readonly Held[] {
  const said = new Map(results.map(({ id, status }) => [id, status]));
  return held.map((each) => {
    const status = said.get(each.report.id);
    if (each.state !== "waiting" || status === undefined) return each;
    return { ...each, state: status === "accepted" || status === "duplicate" ? "told" : "refused" };
  });
}

const FIRST_WAIT_MS = 2_000;
const LAST_WAIT_MS = 60_000;

/** How long to wait before the next try, after `failures` of them; `dice` (0 to 1) keeps phones apart. */
export function waitBefore(failures: number, dice: number): number {
  const longest = Math.min(LAST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return Math.round(longest * (0.5 + dice / 2));
}
