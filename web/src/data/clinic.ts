/** The staff's calls, one function each, and the stream that says what is new. */
import type {
  Alert,
  ClinicEvent,
  Outcome,
  Patient,
  Questionnaires,
  RecordedSession,
  RulePrecision,
  SessionDraft,
  SessionVersion,
  SummaryDraft,
  SummaryOrder,
  Worklist,
} from "../core/clinic.ts";
import type { Revision } from "../core/entries.ts";
import type { Recovery } from "../core/recovery.ts";
import { API, call, fresh, send } from "./api.ts";

/** A page with a chart may take its time on a busy clinic's server. */
const PAGE_MS = 60_000;

export function worklist(): Promise<Worklist> {
  return call("GET", "/patients");
}

export function patient(id: string): Promise<Patient> {
  return call("GET", `/patients/${id}`);
}

/** The recovery, or null when it is still what `etag` names. */
export function recovery(id: string, etag: string | null) {
  return fresh<Recovery>(`/patients/${id}/recovery`, etag);
}

export interface Entries {
  readonly entries: readonly Revision[];
  readonly cursor: number;
  readonly more: boolean;
}

/** Current revisions of the local days `from` to `to`. */
export function entries(id: string, from: string, to: string): Promise<Entries> {
  return call("GET", `/patients/${id}/journal?from=${from}&to=${to}`);
}

export function questionnaires(id: string): Promise<Questionnaires> {
  return call("GET", `/patients/${id}/questionnaires`);
}

export async function alerts(all = false): Promise<readonly Alert[]> {
  return (await call<{ alerts: Alert[] }>("GET", all ? "/alerts?all=true" : "/alerts")).alerts;
}

export function acknowledge(alert: string): Promise<Alert> {
  return call("POST", `/alerts/${alert}/acknowledge`, {});
}

export function takeOver(alert: string): Promise<Alert> {
  return call("POST", `/alerts/${alert}/take-over`, {});
}

export function resolve(alert: string, outcome: Outcome, note: string): Promise<Alert> {
  return call("POST", `/alerts/${alert}/resolve`, note ? { outcome, note } : { outcome });
}

/** Of the alerts closed on the days `from` to `to`, by rule, how many led to an action. */
export async function precision(from: string, to: string): Promise<readonly RulePrecision[]> {
  return (await call<{ rules: RulePrecision[] }>("GET", `/alerts/precision?from=${from}&to=${to}`)).rules;
}

export async function sessions(id: string): Promise<readonly RecordedSession[]> {
  return (await call<{ sessions: RecordedSession[] }>("GET", `/patients/${id}/sessions`)).sessions;
}

export function recordSession(id: string, session: string, draft: SessionDraft): Promise<RecordedSession> {
  return call("PUT", `/patients/${id}/sessions/${session}`, draft);
}

/** A session in all its versions, the one that stands first. */
export async function sessionVersions(id: string, session: string): Promise<readonly SessionVersion[]> {
  const path = `/patients/${id}/sessions/${session}?history=true`;
  return (await call<{ versions: SessionVersion[] }>("GET", path)).versions;
}

export function summaryDraft(id: string, from: string, to: string): Promise<SummaryDraft> {
  return call("GET", `/patients/${id}/summary/draft?from=${from}&to=${to}`);
}

/** The page as a picture. Nothing is recorded: nothing leaves. */
export async function summaryPreview(id: string, order: SummaryOrder): Promise<Blob> {
  return (await send("POST", `/patients/${id}/summary/preview`, { body: order, timeoutMs: PAGE_MS })).blob();
}

/** The file itself. The server records that it left, and to whom. */
export async function summaryFile(id: string, order: SummaryOrder): Promise<Blob> {
  return (await send("POST", `/patients/${id}/summary`, { body: order, timeoutMs: PAGE_MS })).blob();
}

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/**
 * Listens until told to stop, reconnecting in silence: the server ends each stream after minutes. `onGap` is
 * called when a stream begins, the first as well: between what was read before it and now, events may have passed unheard.
 */
export function listen(onEvent: (event: ClinicEvent) => void, onGap: () => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retry = FIRST_RETRY_MS;
  let lost = true;
  const open = () => {
    source = new EventSource(`${API}/events`);
    source.addEventListener("open", () => {
      retry = FIRST_RETRY_MS;
      if (lost) onGap();
      lost = false;
    });
    source.addEventListener("journal", ({ data }: MessageEvent<string>) => {
      const { patient_id, number } = JSON.parse(data);
      onEvent({ kind: "journal", patient: patient_id, number });
    });
    source.addEventListener("alert", ({ data }: MessageEvent<string>) => {
      const { patient_id, alert_id } = JSON.parse(data);
      onEvent({ kind: "alert", patient: patient_id, alert: alert_id });
    });
    source.addEventListener("error", () => {
      lost = true;
      if (source?.readyState !== EventSource.CLOSED) return; // the browser is reconnecting by itself
      timer = setTimeout(open, retry);
      retry = Math.min(LAST_RETRY_MS, retry * 2);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
