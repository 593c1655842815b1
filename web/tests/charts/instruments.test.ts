import { beforeEach, expect, test } from "vitest";
import { clusterWords } from "../../src/charts/instrument-steps.tsx";
import type { Instrument, Score } from "../../src/core/recovery.ts";
import { language } from "../../src/i18n/language.ts";

const pcl5 = {
  clusters: [
    { code: "B", most: 20 },
    { code: "C", most: 8 },
  ],
} as unknown as Instrument;

beforeEach(() => {
  language.value = "en";
});

test("the clusters are their sums, with the most that each can be", () => {
  const score = { clusters: { B: 12, C: 0 } } as unknown as Score;
  expect(clusterWords(score, pcl5)).toBe("Clusters: B 12 of 20, C 0 of 8.");
});

test("nothing is said of a form without clusters, nor of what an older server has not summed", () => {
  expect(clusterWords(undefined, pcl5)).toBe("");
  expect(clusterWords({} as unknown as Score, pcl5)).toBe("");
  expect(clusterWords({ clusters: {} } as unknown as Score, {} as unknown as Instrument)).toBe("");
});
