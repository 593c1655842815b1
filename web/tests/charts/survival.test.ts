import { expect, test } from "vitest";
import { places } from "../../src/charts/dose-plot.tsx";
import { HEIGHT, survival, TOP } from "../../src/charts/survival.ts";
import { curveSentence, intervalWords } from "../../src/charts/survival-plot.tsx";
import { type Curve, type Dose, EVER, periodQuery } from "../../src/core/results.ts";

const curve: Curve = {
  n: 12,
  until: 20,
  steps: [
    { at: 5, at_risk: 12, share: 0.75, low: 0.4, high: 0.9 },
    { at: 10, at_risk: 8, share: 0.5, low: 0.2, high: 0.75 },
  ],
  median: 10,
  median_low: 5,
  median_high: null,
  marks: [{ at: 0, at_risk: 12 }],
};

test("a curve is level between losses and falls straight down at each", () => {
  const drawn = survival(curve, 458);
  // 400 wide for 20 days, and the whole height for all of them.
  expect(drawn.line).toBe("M44 10H144V52.5H244V95H444");
  expect([TOP, HEIGHT]).toEqual([10, 170]);
});

test("the band runs along its upper edge and back along its lower", () => {
  expect(survival(curve, 458).band).toBe("M144 27H244V52.5H444V146H244V112H144Z");
});

test("where everything is gone there is no band, and without a loss none at all", () => {
  const gone = { ...curve, steps: [...curve.steps, { at: 15, at_risk: 6, share: 0, low: null, high: null }] };
  expect(survival(gone, 458).band).toBe("M144 27H244V52.5H344V146H244V112H144Z");
  expect(survival({ ...curve, steps: [] }, 458)).toMatchObject({ line: "M44 10H444", band: "" });
});

test("a curve is said in words, with as much of its band as there is", () => {
  expect(curveSentence(curve, "benefit")).toBe(
    "12 patients. Half had lost the benefit by day 10 (95 %: from 5).",
  );
  const both = { ...curve, median_high: 18 };
  expect(curveSentence(both, "effect")).toBe("12 patients. In half it was gone after 10 h (95 %: 5 to 18).");
  expect(curveSentence({ ...curve, median_low: null }, "effect")).toBe(
    "12 patients. In half it was gone after 10 h.",
  );
  const never = { ...curve, median: null };
  expect(curveSentence(never, "benefit")).toContain("Fewer than half had lost the benefit by day 20");
  expect(curveSentence(never, "effect")).toContain("In fewer than half it was gone after 20 h");
});

test("an interval is in percent, and a missing one is a dash", () => {
  expect([intervalWords(0.3195, 0.8067), intervalWords(null, null)]).toEqual(["32 to 81 %", "–"]);
});

const dose: Dose = {
  session_id: "1",
  number: 1,
  of_route: 1,
  date: "2026-11-01",
  route: "iv",
  drug: "ketamine",
  dose_mg: 35,
  weight_kg: 70,
  mg_per_kg: 0.5,
  dissociation: 0,
  mood: null,
};

test("sessions at one place are one dot that counts them; what is not known is no dot, and none is one", () => {
  const told = [
    dose,
    { ...dose, mg_per_kg: 0.5004 },
    { ...dose, mg_per_kg: null },
    { ...dose, dissociation: 2 },
  ];
  expect(places(told, "dissociation")).toEqual([
    { dose: 0.5, value: 0, n: 2 },
    { dose: 0.5, value: 2, n: 1 },
  ]);
  expect(places(told, "mood")).toEqual([]);
});

test("a period without limits asks for nothing, and one limit for itself", () => {
  expect(periodQuery(EVER)).toBe("");
  expect(periodQuery({ from: "2026-01-01", to: "" })).toBe("?from=2026-01-01");
  expect(periodQuery({ from: "2026-01-01", to: "2026-02-01" })).toBe("?from=2026-01-01&to=2026-02-01");
});
