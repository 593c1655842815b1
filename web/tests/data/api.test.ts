import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { call, fresh, proveWith, Refused } from "../../src/data/api.ts";

const answers: Response[] = [];
const sent: string[] = [];

const refusal = (calling: Promise<unknown>) => calling.then(String, (error: Refused) => error);

const unproven = (needs: string) =>
  Response.json(
    { type: "/problems/verification-required", title: "Please show that it is you", status: 403, needs },
    { status: 403 },
  );

beforeEach(() => {
  answers.length = 0;
  sent.length = 0;
  vi.stubGlobal("fetch", async (url: string, { method, body }: RequestInit) => {
    sent.push(`${method} ${url} ${body ?? ""}`.trim());
    return answers.shift() ?? Response.error();
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  proveWith(() => Promise.resolve(false));
});

test("where a proof is asked for, the person is asked and the same call is made once more", async () => {
  const asked: string[] = [];
  proveWith(async (needs) => asked.push(needs) > 0);
  answers.push(unproven("step_up"), Response.json({ id: "1" }));
  expect(await call("POST", "/passkeys/registration/begin", { a: 1 })).toEqual({ id: "1" });
  expect(asked).toEqual(["step_up"]);
  expect(sent).toEqual(Array(2).fill('POST /api/v1/passkeys/registration/begin {"a":1}'));
});

test("a second refusal is not asked about again", async () => {
  let asked = 0;
  proveWith(async () => {
    asked += 1;
    return true;
  });
  answers.push(unproven("read"), unproven("read"));
  await expect(call("GET", "/notices")).rejects.toBeInstanceOf(Refused);
  expect([asked, sent.length]).toEqual([1, 2]);
});

test("whoever does not want to prove it gets the refusal, and nothing is sent again", async () => {
  answers.push(unproven("read"));
  const refused = (await refusal(call("GET", "/notices"))) as Refused;
  expect(refused.needs).toBe("read");
  expect(sent).toHaveLength(1);
});

test("what the app fetches by itself disturbs nobody", async () => {
  let asked = 0;
  proveWith(async () => {
    asked += 1;
    return true;
  });
  answers.push(unproven("read"));
  await expect(fresh("/patients/1/recovery", null)).rejects.toBeInstanceOf(Refused);
  expect(asked).toBe(0);
});

test("another refusal asks for no proof, and says how long to wait where the server does", async () => {
  let asked = 0;
  proveWith(async () => {
    asked += 1;
    return true;
  });
  const busy = { type: "/problems/too-many-requests", title: "Too many", status: 429 };
  answers.push(Response.json(busy, { status: 429, headers: { "Retry-After": "40" } }));
  answers.push(Response.json({ type: "about:blank", title: "No", status: 403 }, { status: 403 }));
  const waiting = (await refusal(call("POST", "/sign-in", {}))) as Refused;
  expect([waiting.status, waiting.retryAfter, waiting.needs]).toEqual([429, 40, null]);
  const forbidden = (await refusal(call("GET", "/audit"))) as Refused;
  expect([forbidden.retryAfter, forbidden.needs, asked]).toEqual([null, null, 0]);
});
