import type { Problem } from "../../../core/problem.ts";
import { adminWords as a } from "../../../i18n/admin.ts";

type Found = readonly [pointer: string, detail: string | false];

/** What a form objects to itself, as problem details like the server's: one way to show both. */
export function objections(found: readonly Found[]): Problem | null {
  const errors = found.flatMap(([pointer, detail]) => (detail === false ? [] : [{ pointer, detail }]));
  return errors.length ? { type: "about:blank", title: a("mendBelow"), status: 422, errors } : null;
}
