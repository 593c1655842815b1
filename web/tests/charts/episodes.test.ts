import { expect, test } from "vitest";
import { goesOn, seenIn, worst } from "../../src/charts/episodes.ts";
import { flagsOf } from "../../src/charts/event-list.tsx";
import type { Episode, Medication } from "../../src/core/recovery.ts";
import { recovery } from "./factories.ts";

const at = (hour: number, minute = 0) =>
  `2026-11-20T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00Z`;
const ms = (hour: number) => Date.parse(at(hour));

const episode = (parts: Partial<Episode> = {}): Episode => ({
  id: "e",
  effect: "nausea",
  severity: 1,
  interference: 0,
  started_at: at(14),
  ended_at: at(18),
  date: "2026-11-20",
  session_id: null,
  of_session: "s2",
  reporter: "patient",
  reports: [{ at: at(15), severity: 1 }],
  ...parts,
});

const session = (id: string, effects: object[] = []) => ({
  id,
  date: "2026-11-20",
  started_at: at(13),
  ended_at: at(14),
  route: "iv",
  dose_mg: 35,
  mg_per_kg: 0.5,
  drug: "ketamine",
  effects: effects as never,
});

test("an episode has a stretch for each severity it had, the first from its start", () => {
  const reports = [
    { at: at(15), severity: 3 },
    { at: at(16), severity: 3 },
    { at: at(17), severity: 1 },
    { at: at(18), severity: 1 },
  ];
  const [seen] = seenIn(
    recovery({ side_effects: [episode({ reports })], sessions: [session("s1"), session("s2")] }),
  );
  expect(seen?.stretches).toEqual([
    { from: ms(14), to: ms(17), severity: 3 },
    { from: ms(17), to: ms(18), severity: 1 },
  ]);
  expect(seen && [worst(seen), seen.session, goesOn(seen)]).toEqual([3, 2, false]);
});

test("the report that it ended says nothing of how bad it was", () => {
  const reports = [
    { at: at(15), severity: 2 },
    { at: at(19), severity: 0 },
  ];
  const [seen] = seenIn(recovery({ side_effects: [episode({ reports, severity: 0 })] }));
  expect(seen?.stretches).toEqual([{ from: ms(14), to: ms(18), severity: 2 }]);
  expect(seen?.session).toBeNull();
});

test("what the staff saw stands beside what the patient reports, and never goes on", () => {
  const observed = { effect: "nystagmus", severity: 2, started_at: at(13), ended_at: null };
  const data = recovery({
    side_effects: [
      episode({ ended_at: null, reporter: "companion" }),
      episode({ id: "none", severity: 0, reports: [] }),
    ],
    sessions: [session("s2", [observed])],
  });
  expect(seenIn(data).map((seen) => [seen.effect, seen.reporter, seen.session, goesOn(seen)])).toEqual([
    ["nystagmus", "staff", 1, false],
    ["nausea", "companion", 1, true],
  ]);
});

test("an answer that an earlier release kept has what it has", () => {
  const { of_session, reporter, reports, ...old } = episode({ severity: 2 });
  expect([of_session, reporter, reports?.length]).toEqual(["s2", "patient", 1]);
  const [seen] = seenIn(recovery({ side_effects: [old] }));
  expect(seen).toMatchObject({ reporter: "patient", session: null });
  expect(seen?.stretches).toEqual([{ from: ms(14), to: ms(18), severity: 2 }]);
});

test("events and medicines are flags on one axis, by day", () => {
  const medication = (id: string, date: string, status: "taking" | "stopped"): Medication => ({
    id,
    date,
    occurred_at: `${date}T12:00:00Z`,
    name: "Sertraline",
    status,
    dose_text: "50 mg",
    benzodiazepine: false,
    stands: true,
  });
  const data = recovery({
    events: [{ id: "1", date: "2026-11-10", occurred_at: "2026-11-10T12:00:00Z", title: "New job" }],
    medications: [medication("2", "2026-11-02", "taking"), medication("3", "2026-11-20", "stopped")],
  });
  expect(flagsOf(data).map(({ title }) => title)).toEqual([
    "takes Sertraline 50 mg",
    "New job",
    "no longer takes Sertraline 50 mg",
  ]);
});
