import { expect, test } from "vitest";
import {
  blank,
  doubtsOf,
  draftOf,
  type Form,
  formOf,
  isNextDay,
  mistakes,
  NO_READING,
  numberOf,
  perKg,
  spotsOf,
  without,
} from "../../src/views/clinic/session-form.ts";

const NEW_YORK = "America/New_York";
const form = (changed: Partial<Form> = {}): Form => ({
  ...blank("2026-11-05", "im"),
  start: "10:30",
  end: "11:10",
  dose: "34",
  weight: "68",
  ...changed,
});

test("the route of last time is offered again, a dose never is", () => {
  expect(blank("2026-11-05", "im")).toMatchObject({ route: "im", dose: "" });
  expect(blank("2026-11-05", "by drone").route).toBe("iv");
});

test("a dose is typed with a point or a comma, and nothing typed is no number at all", () => {
  expect([numberOf("34.5"), numberOf(" 34,5 "), numberOf("")]).toEqual([34.5, 34.5, null]);
  expect(numberOf("a lot")).toBeNaN();
});

test("mg/kg appears once both are there, and not from a weight of 0", () => {
  expect(perKg(form())).toBe(0.5);
  expect([perKg(form({ weight: "" })), perKg(form({ weight: "0" })), perKg(form({ dose: "x" }))]).toEqual([
    null,
    null,
    null,
  ]);
});

test("an empty form names every field it needs, and a good one names none", () => {
  expect(Object.keys(mistakes(blank("", undefined)))).toEqual(["date", "start", "end", "dose"]);
  expect(mistakes(form())).toEqual({});
  expect(Object.keys(mistakes(form({ vitals: [{ ...NO_READING, systolic: "high" }] })))).toEqual([
    "vitals/0/at",
    "vitals/0/systolic",
  ]);
});

test("times are sent in the patient's zone, and what was left out is not sent", () => {
  expect(draftOf(form({ weight: "", note: "  " }), NEW_YORK)).toEqual({
    started_at: "2026-11-05T10:30:00.000-05:00",
    ended_at: "2026-11-05T11:10:00.000-05:00",
    zone: NEW_YORK,
    route: "im",
    drug: "ketamine",
    dose_mg: 34,
  });
});

test("a session over midnight ends on the next day", () => {
  const late = form({ start: "23:40", end: "00:20" });
  expect(isNextDay(late, late.end)).toBe(true);
  expect(draftOf(late, NEW_YORK).ended_at).toBe("2026-11-06T00:20:00.000-05:00");
});

test("an end a little before the start is a slip, not a session of 23 hours", () => {
  const slip = form({ start: "11:10", end: "10:30" });
  expect(isNextDay(slip, slip.end)).toBe(false);
  expect(draftOf(slip, NEW_YORK).ended_at).toBe("2026-11-05T10:30:00.000-05:00");
});

test("a reading carries only what was measured", () => {
  const vitals = [{ ...NO_READING, at: "10:35", systolic: "138", diastolic: "86" }];
  expect(draftOf(form({ vitals }), NEW_YORK).vitals).toEqual([
    { at: "2026-11-05T10:35:00.000-05:00", systolic: 138, diastolic: 86 },
  ]);
});

test("the server's objections stand at the field they are about", () => {
  const problem = {
    type: "about:blank",
    title: "Some of it cannot be",
    status: 422,
    errors: [
      { pointer: "/dose_mg", detail: "must be at most 500" },
      { pointer: "/vitals/0/spo2", detail: "must be at most 100" },
      { pointer: "/zone", detail: "is not a known time zone" },
    ],
  };
  expect(spotsOf(problem)).toMatchObject({
    dose: "must be at most 500",
    "vitals/0/spo2": "must be at most 100",
    form: "Some of it cannot be",
  });
});

test("a refusal that names no field stands above the form", () => {
  expect(spotsOf({ type: "about:blank", title: "No", status: 409, detail: "Somebody was first" })).toEqual({
    form: "No. Somebody was first",
  });
});

test("changing a field takes its objection away and leaves the others", () => {
  expect(without({ dose: "no", "vitals/0/at": "no", form: "no", end: "no" }, ["dose", "vitals"])).toEqual({
    end: "no",
  });
});

const FULL = form({
  drug: "esketamine",
  premedication: [
    { name: "ondansetron", dose: "4 mg" },
    { name: " lorazepam ", dose: "" },
  ],
  effects: [{ effect: "sedation", severity: "2", from: "10:40", to: "" }],
  interventions: [{ at: "10:50", what: "labetalol 5 mg" }],
  vitals: [{ at: "10:35", systolic: "138", diastolic: "86", heart_rate: "", spo2: "98" }],
  discharged: "12:30",
  criteriaMet: true,
  escort: "her sister",
  note: "calm",
});

test("what stands beside the dose is sent, and what was not said is not", () => {
  expect(draftOf(FULL, NEW_YORK)).toMatchObject({
    premedication: [{ name: "ondansetron", dose: "4 mg" }, { name: "lorazepam" }],
    effects: [{ effect: "sedation", severity: 2, started_at: "2026-11-05T10:40:00.000-05:00" }],
    interventions: [{ at: "2026-11-05T10:50:00.000-05:00", what: "labetalol 5 mg" }],
    discharge: { at: "2026-11-05T12:30:00.000-05:00", criteria_met: true, escort: "her sister" },
  });
  expect(Object.keys(draftOf(form(), NEW_YORK))).not.toContain("discharge");
});

test("a recorded session comes back into the form as it was typed", () => {
  const { premedication, effects, interventions, discharge, vitals, ...rest } = draftOf(FULL, NEW_YORK);
  const recorded = {
    ...rest,
    id: "1",
    date: "2026-11-05",
    weight_kg: 68,
    mg_per_kg: 0.5,
    vitals: vitals ?? [],
    ...{ premedication, effects, interventions, discharge },
    note: "calm",
  };
  expect(formOf(recorded as Parameters<typeof formOf>[0])).toEqual({
    ...FULL,
    premedication: [FULL.premedication[0], { name: "lorazepam", dose: "" }],
  });
});

test("rows that say too little are named, and so is a going home without a time", () => {
  const found = mistakes(
    form({
      premedication: [{ name: " ", dose: "4 mg" }],
      effects: [{ effect: "nausea", severity: "1", from: "", to: "" }],
      interventions: [{ at: "", what: "" }],
      escort: "her sister",
    }),
  );
  expect(Object.keys(found)).toEqual([
    "premedication/0/name",
    "effects/0/from",
    "interventions/0/at",
    "interventions/0/what",
    "discharged",
  ]);
});

test("the server's objections to rows stand in the rows", () => {
  const pointers = [
    "/effects/0/started_at",
    "/interventions/1/what",
    "/discharge/at",
    "/premedication/0/dose",
  ];
  const errors = pointers.map((pointer) => ({ pointer, detail: "no" }));
  expect(Object.keys(spotsOf({ type: "about:blank", title: "No", status: 422, errors }))).toEqual([
    "effects/0/from",
    "interventions/1/what",
    "discharged",
    "premedication/0/dose",
  ]);
});

test("a dose of 350 mg is asked about and not refused", () => {
  const typed = form({ route: "iv", dose: "350" });
  expect(mistakes(typed)).toEqual({});
  const now = Date.parse("2026-11-05T18:00:00Z");
  expect(doubtsOf(typed, NEW_YORK, null, now)).toEqual([{ about: "dose", value: 350 }]);
});
