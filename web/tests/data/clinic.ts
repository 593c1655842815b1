import {
  contentOf,
  type Draft,
  type Result,
  type Revision,
  type SyncAnswer,
  type Waiting,
} from "../../src/core/entries.ts";

/** What the network may do to one request. */
export type Fate =
  | "through"
  | "request lost"
  | "answer lost"
  | number
  | { status: number; retryAfter: number };

interface Request {
  device: string;
  after: number;
  tally?: boolean;
  entries: Draft[];
}

/**
 * A clinic's server at the other end of `fetch`, as the contract describes it: one result per sent entry, a counter
 * without gaps, and a refusal of whatever is marked bad. `fates` says what happens to each request in turn.
 */
export class Clinic {
  readonly revisions = new Map<string, Revision>();
  readonly requests: Request[] = [];
  /** Which entries each device has brought. */
  readonly brought = new Map<string, Set<string>>();
  fates: Fate[] = [];
  /** Entries that are refused by themselves, and entries that make the whole request unreadable. */
  readonly rejects = new Set<string>();
  readonly unreadable = new Set<string>();
  pageSize = 100;
  seen = 0;
  /** The alert that waits for somebody. */
  alerts: Waiting | null = null;

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const fate = this.fates.shift() ?? "through";
    if (fate === "request lost") throw new TypeError("network");
    if (typeof fate === "number") return problem(fate);
    if (typeof fate === "object") return problem(fate.status, fate.retryAfter);
    const answer = this.answer(String(input), init);
    if (fate === "answer lost") throw new TypeError("network");
    return answer;
  };

  private answer(url: string, init?: RequestInit): Response {
    if (init?.method === "GET") {
      return Response.json(this.page([], Number(new URL(url, "http://clinic").searchParams.get("after"))));
    }
    const request = JSON.parse(String(init?.body)) as Request;
    if (request.entries.some(({ id }) => this.unreadable.has(id))) return problem(422);
    this.requests.push(request);
    const ours = this.brought.get(request.device) ?? new Set();
    this.brought.set(request.device, ours);
    const results = request.entries.map((draft) => this.accept(draft));
    for (const { id, status } of results) if (id && status === "accepted") ours.add(id);
    const arrived = request.tally ? ours.size : null;
    return Response.json({ ...this.page(results, request.after), arrived, alerts: this.alerts });
  }

  /** What another device of the same person writes. */
  accept(draft: Draft): Result {
    const { id, replaces } = draft;
    if (this.rejects.has(id))
      return { id, status: "rejected", problem: { type: "invalid", title: "Invalid", status: 422 } };
    const known = this.revisions.get(id);
    if (known) return { id, status: said(known) === said(draft) ? "duplicate" : "conflict", entry: known };
    const before = replaces ? this.revisions.get(replaces) : undefined;
    if (replaces && !before) return { id, status: "rejected" };
    if (before?.replaced_by) {
      const theirs = this.revisions.get(before.replaced_by);
      return { id, status: "conflict", entry: theirs ?? null };
    }
    if (before) before.replaced_by = id;
    const at = new Date(1_800_000_000_000).toISOString();
    const revision = {
      ...draft,
      ...{
        number: this.revisions.size + 1,
        local_date: draft.occurred_at.slice(0, 10),
        late: false,
        source: "patient",
      },
      ...{ received_at: at, recorded_at: at, replaced_by: null },
    } as Revision;
    this.revisions.set(id, revision);
    return { id, status: "accepted", entry: revision };
  }

  private page(results: Result[], after: number): SyncAnswer {
    const newer = [...this.revisions.values()].filter(({ number }) => number > after);
    const entries = newer.slice(0, this.pageSize);
    const seen = this.seen > 0 ? { number: this.seen, at: "2026-11-23T21:30:00Z" } : null;
    return {
      results,
      entries,
      cursor: entries.at(-1)?.number ?? after,
      more: newer.length > entries.length,
      seen,
    };
  }
}

function said(entry: Draft): string {
  return JSON.stringify(contentOf(entry));
}

function problem(status: number, retryAfter?: number): Response {
  return new Response(JSON.stringify({ type: "about:blank", title: "no", status }), {
    status,
    headers: {
      "Content-Type": "application/problem+json",
      ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
    },
  });
}
