/** What was tapped by mistake. Pure. */
import type { Content, SideEffect } from "./entries.ts";

/**
 * What the entry says once it is taken back, in one step; null where something else is to be said in its place: another
 * number, another answer.
 */
export function takenBack(content: Content): Content | null {
  if (content.kind === "side_effect") return neverThere(content);
  return content.kind === "check_in" ? { ...content, extra: { ...content.extra, safe: true } } : null;
}

/** "None", without an end: an end would say that it had been there. */
function neverThere({ ended_at: _, ...report }: SideEffect): SideEffect {
  return { ...report, severity: 0, interference: 0 };
}

/** Whether the entry says that it had been a slip. */
export function isTakenBack(content: Content): boolean {
  if (content.kind === "side_effect") return content.severity === 0 && content.ended_at == null;
  return content.kind === "check_in" && content.extra?.safe === true;
}
