/** The calls for the clinic's results and a patient's doses. */
import { type Doses, type Period, periodQuery, type Results } from "../core/results.ts";
import { call, send } from "./api.ts";

/** Thousands of journals take a busy server its time. */
const RESULTS_MS = 60_000;

export async function results(period: Period): Promise<Results> {
  return (await send("GET", `/clinic/results${periodQuery(period)}`, { timeoutMs: RESULTS_MS })).json();
}

export function doses(patient: string): Promise<Doses> {
  return call("GET", `/patients/${patient}/doses`);
}
