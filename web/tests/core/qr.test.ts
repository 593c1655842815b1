import { expect, test } from "vitest";
import { qrPath } from "../../src/core/qr.ts";

test("each run of dark modules is one rectangle at its place, and light ones are nothing", () => {
  expect(qrPath(["101", "000", "011"])).toBe("M0 0h1v1h-1zM2 0h1v1h-1zM1 2h2v1h-2z");
});
