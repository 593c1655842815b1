import type { TreatedFor } from "../core/conditions.ts";
import { call } from "./api.ts";

export function treatedFor(patient: string): Promise<TreatedFor> {
  return call("GET", `/patients/${patient}/conditions`);
}

export function treatFor(patient: string, conditions: readonly string[]): Promise<TreatedFor> {
  return call("PUT", `/patients/${patient}/conditions`, { conditions });
}
