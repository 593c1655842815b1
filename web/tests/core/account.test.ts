import { expect, test } from "vitest";
import { deviceName, inGroups } from "../../src/core/account.ts";

test("a secret is shown in groups of four", () => {
  expect(inGroups("WB4M75AHQILFYXP5")).toBe("WB4M 75AH QILF YXP5");
  expect(inGroups("ABCDE")).toBe("ABCD E");
});

test.each([
  ["Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/142.0", "phone", "Android"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Safari/604.1", "phone", "iOS"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1", "computer", "macOS"],
  ["Mozilla/5.0 (X11; CrOS x86_64) Chrome/142.0", "computer", "ChromeOS"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64) Firefox/145.0", "computer", "Windows"],
  ["something else", "computer", ""],
] as const)("%s is known for what it is", (agent, kind, system) => {
  expect(deviceName(agent)).toEqual({ kind, system });
});
