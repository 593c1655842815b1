import { expect, test } from "vitest";
import { line, lone, rounds, runs, squares, stairs } from "../../src/charts/path.ts";

const at = (...steps: number[]) => steps.map((step) => ({ step, x: step * 10, y: 100 - step }));

test("a missing day breaks the line", () => {
  expect(line(at(1, 2, 4, 5))).toBe("M10 99L20 98M40 96L50 95");
});

test("a day between two gaps has no line and needs a mark", () => {
  expect(line(at(1, 2, 4, 6, 7))).toBe("M10 99L20 98M60 94L70 93");
  expect(lone(at(1, 2, 4, 6, 7)).map(({ step }) => step)).toEqual([4]);
});

test("weekly columns are neighbours seven days apart", () => {
  expect(runs(at(0, 7, 21), 7).map((run) => run.length)).toEqual([2, 1]);
});

test("nothing to draw is an empty path", () => {
  expect(line([]) + rounds([], 3) + squares([], 3) + stairs([], 14, 10, 999)).toBe("");
});

test("marks are centred on their point", () => {
  expect(squares(at(1), 3)).toBe("M7 96h6v6h-6z");
  expect(rounds(at(1), 3)).toBe("M7 99a3 3 0 1 0 6 0a3 3 0 1 0 -6 0");
});

test("a score stands until the next one, at most for its two weeks, and never beyond the end", () => {
  expect(stairs(at(0, 7), 14, 10, 1000)).toBe("M0 100H70V93H210");
  expect(stairs(at(0, 30), 14, 10, 320)).toBe("M0 100H140M300 70H320");
});
