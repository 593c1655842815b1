/** The companion's calls, and those of whoever makes a pass. */
import type { Companionship, ListedPass, Pass, Report, ReportResult } from "../core/companion.ts";
import { call } from "./api.ts";

export function makePass(patient: string): Promise<Pass> {
  return call("POST", `/patients/${patient}/companion-passes`, {});
}

export async function passes(patient: string): Promise<readonly ListedPass[]> {
  return (await call<{ passes: ListedPass[] }>("GET", `/patients/${patient}/companion-passes`)).passes;
}

export function endPass(patient: string, pass: string): Promise<void> {
  return call("DELETE", `/patients/${patient}/companion-passes/${pass}`);
}

/** Comes in with the code of a pass. */
export function begin(code: string): Promise<Companionship> {
  return call("POST", "/companion/sign-in", { code });
}

/** What a pass that was used on this phone before still opens. */
export function companionship(): Promise<Companionship> {
  return call("GET", "/companion");
}

export async function report(reports: readonly Report[]): Promise<readonly ReportResult[]> {
  return (await call<{ results: ReportResult[] }>("POST", "/companion/reports", { reports })).results;
}
