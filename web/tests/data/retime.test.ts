import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rfc3339 } from "../../src/core/dates.ts";
import type { Store } from "../../src/data/database.ts";
import { openStore } from "../../src/data/open.ts";
import { amend, load, record } from "../../src/data/store.ts";
import { syncAll } from "../../src/data/sync.ts";
import { Clinic } from "./clinic.ts";
import { checkIn, NOW, syncOf } from "./writing.ts";

const DAY = 86_400_000;

let store: Store;
let clinic: Clinic;
let names = 0;

beforeEach(async () => {
  names += 1;
  store = await openStore(`retime-${names}`);
  clinic = new Clinic();
  vi.stubGlobal("fetch", clinic.fetch);
});

afterEach(() => {
  store.close();
  vi.unstubAllGlobals();
});

/** Written now, by a clock that shows two days too few. */
async function writeBehind(id: string): Promise<void> {
  const at = NOW - 2 * DAY;
  const draft = { ...checkIn(id, 5), occurred_at: rfc3339(at, "UTC") };
  await record(store, "alice", { draft, localDate: "2026-11-21", late: false, at, skew: 0, holdMs: 0 });
}

/** A visit in which the server's first answer says what time it is. */
function visit() {
  let skew: number | null = null;
  vi.stubGlobal("fetch", async (input: string, init?: RequestInit) => {
    const answer = await clinic.fetch(input, init);
    skew = 2 * DAY;
    return answer;
  });
  return { ...syncOf(store, "alice"), skew: () => skew };
}

test("what was written by a clock two days behind arrives on the day on which it was written", async () => {
  await writeBehind("a");
  expect((await syncAll(visit())).outcome).toBe("done");
  expect(clinic.revisions.get("a")).toMatchObject({
    occurred_at: "2026-11-23T21:00:00.000+00:00",
    phone_said: "2026-11-21T21:00:00.000+00:00",
  });
  expect((await load(store, "alice")).rows).toMatchObject([{ local_date: "2026-11-23" }]);
});

test("what has been sent is sent again as it was, whatever the clock says since", async () => {
  await writeBehind("a");
  clinic.fates = ["answer lost"];
  await syncAll(syncOf(store, "alice"));
  await writeBehind("b");
  await syncAll(visit());
  expect(
    clinic.requests.flatMap(({ entries }) => entries.map(({ id, occurred_at }) => [id, occurred_at])),
  ).toEqual([
    ["a", "2026-11-21T21:00:00.000+00:00"],
    ["a", "2026-11-21T21:00:00.000+00:00"],
    ["b", "2026-11-23T21:00:00.000+00:00"],
  ]);
  expect(
    await amend(store, "alice", { draft: checkIn("a", 1), localDate: "", late: false, at: 0, holdMs: 0 }),
  ).toBe(null);
});

test("without an answer that says the time nothing is sent, and nothing is lost", async () => {
  await writeBehind("a");
  clinic.fates = ["request lost"];
  const lost = { ...syncOf(store, "alice"), skew: () => null };
  expect((await syncAll(lost)).outcome).toBe("unreachable");
  expect((await load(store, "alice")).outbox).toMatchObject([{ stage: "waiting" }]);
});
