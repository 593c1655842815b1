import { effect } from "@preact/signals";
import type { Annotation } from "../core/annotations.ts";
import { kept } from "./cached.ts";
import { link } from "./journal.ts";

/** What the clinic wrote for its patient; offline, as it was last seen. */
export const plan = kept<{ readonly annotations: readonly Annotation[] }>("annotations");

effect(() => {
  if (link.value === "closed") plan.clear();
});
