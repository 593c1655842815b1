import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { now, told } from "../../src/data/clock.ts";

const SERVER = Date.parse("2026-11-23T21:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

test("a clock two hours wrong, either way, is put right by the server's", () => {
  for (const wrong of [2, -2]) {
    vi.setSystemTime(SERVER + wrong * 3_600_000);
    told(new Date(SERVER).toUTCString());
    expect(now()).toBe(SERVER);
  }
});

test("a clock that is put right is believed again, and a few seconds are nobody's fault", () => {
  vi.setSystemTime(SERVER + 20_000);
  told(new Date(SERVER).toUTCString());
  expect(now()).toBe(SERVER + 20_000);
});

test("an answer that does not say the time changes nothing", () => {
  vi.setSystemTime(SERVER);
  told(null);
  told("yesterday");
  expect(now()).toBe(SERVER);
});
