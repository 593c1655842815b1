import { contentOf, type Draft, type Result, type Revision } from "../../src/core/entries.ts";

/** What must hold, by name, and how often it did not. */
export type Violation =
  | "lost"
  | "changed"
  | "invented"
  | "silent conflict"
  | "gap"
  | "two in one place"
  | "missed"
  | "diverged"
  | "unsent";

interface Written {
  readonly patient: string;
  said: string;
  /** Taken back by the person, or discarded as they signed out: it need not arrive, and may have. */
  isGone: boolean;
}

/** Knows everything that anybody wrote and was told, and holds the clinic's journal against it. */
export class Oracle {
  readonly written = new Map<string, Written>();
  readonly acknowledged = new Set<string>();
  readonly conflicts = new Set<string>();
  readonly violations: { what: Violation; id: string }[] = [];

  wrote(patient: string, draft: Draft): void {
    this.written.set(draft.id, { patient, said: said(draft), isGone: false });
  }

  gave(id: string): void {
    const found = this.written.get(id);
    if (found) found.isGone = true;
  }

  told(results: readonly Result[]): void {
    for (const { id, status } of results) {
      if (id === null) continue;
      if (status === "accepted" || status === "duplicate") this.acknowledged.add(id);
      if (status === "conflict") this.conflicts.add(id);
    }
  }

  found(what: Violation, id: string): void {
    this.violations.push({ what, id });
  }

  /** The clinic's journal of one patient, against what that patient wrote and was told. */
  judge(patient: string, journal: readonly Revision[]): void {
    const stored = new Map(journal.map((revision) => [revision.id, revision]));
    for (const [place, { number, id }] of journal.entries()) {
      if (number !== place + 1) this.found("gap", id);
    }
    for (const [id, revision] of stored) {
      const entry = this.written.get(id);
      if (entry?.patient !== patient) this.found("invented", id);
      else if (entry.said !== said(revision)) this.found("changed", id);
    }
    for (const [id, entry] of this.written) {
      if (entry.patient !== patient || stored.has(id)) continue;
      if (this.acknowledged.has(id)) this.found("lost", id);
      else if (!entry.isGone) this.found("unsent", id);
    }
  }
}

/** What an entry says, whoever holds it. */
function said(entry: Draft | Revision): string {
  const content = contentOf(entry) as unknown as Record<string, unknown>;
  const sorted = Object.fromEntries(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify([Date.parse(entry.occurred_at), entry.zone, entry.replaces ?? null, sorted]);
}
