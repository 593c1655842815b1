import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Report } from "../../src/core/companion.ts";

const PASS = {
  clinic: { name: "North", phone: "555 0100", hours: "9-5" },
  crisis: { emergency: "911" },
  effects: ["nausea"],
  expires_at: "2026-11-24T14:00:00Z",
};

type Answer = (reports: readonly Report[]) => Response | "no line";
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const all =
  (status: string): Answer =>
  (reports) =>
    json({ results: reports.map(({ id }) => ({ id, status })) });
const no =
  (status: number): Answer =>
  () =>
    json({ type: "about:blank", title: "No", status }, status);

let answers: Answer[];
let sent: Report[][];

/** The state anew, against a server that gives these answers one after the other. */
async function companion(...given: Answer[]) {
  answers = given;
  sent = [];
  vi.resetModules();
  const state = await import("../../src/state/companion.ts");
  await state.enter("CODE");
  return state;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", async (url: string, { body }: { body: string }) => {
    if (url.endsWith("/companion/sign-in")) return json(PASS);
    const { reports } = JSON.parse(body) as { reports: Report[] };
    sent.push(reports);
    const answer = answers.shift()?.(reports) ?? "no line";
    if (answer === "no line") throw new TypeError("Failed to fetch");
    return answer;
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a report whose answer was lost is sent again under the same id, and is told once", async () => {
  const { held, report } = await companion(() => "no line", no(503), all("duplicate"));
  report("nausea", 2, 1);
  await vi.advanceTimersByTimeAsync(1);
  expect(held.value[0]?.state).toBe("waiting");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(held.value.map(({ state }) => state)).toEqual(["told"]);
  expect(new Set(sent.flat().map(({ id }) => id)).size).toBe(1);
  expect(sent.length).toBe(3);
});

test("a report made while another is on its way is sent too", async () => {
  const { held, report } = await companion(all("accepted"), all("accepted"));
  report("nausea", 2, 1);
  report("vomiting", 3, 1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(held.value.map(({ state }) => state)).toEqual(["told", "told"]);
  expect(sent.map((reports) => reports.length)).toEqual([1, 1]);
});

test("when the pass has ended nothing is sent any more, and what waits is not called told", async () => {
  const { ended, held, report } = await companion(no(401), all("accepted"));
  report("nausea", 2, 1);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(ended.value).toBe(true);
  expect(held.value[0]?.state).toBe("waiting");
  expect(sent.length).toBe(1);
});

test("what the server cannot take at all is shown as refused, and is not sent for ever", async () => {
  const { held, report } = await companion(no(422), all("accepted"));
  report("nausea", 2, 1);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(held.value[0]?.state).toBe("refused");
  expect(sent.length).toBe(1);
});
