import type { Annotation, AnnotationDraft } from "../core/annotations.ts";
import { call } from "./api.ts";

interface Answer {
  readonly annotations: readonly Annotation[];
}

/** What stands on a patient's chart, by day. */
export async function annotations(patient: string): Promise<readonly Annotation[]> {
  return (await call<Answer>("GET", `/patients/${patient}/annotations`)).annotations;
}

export async function annotate(patient: string, draft: AnnotationDraft): Promise<void> {
  await call<Answer>("POST", `/patients/${patient}/annotations`, draft);
}
