import { expect, test } from "vitest";
import { uuid7 } from "../../src/core/uuid7.ts";

const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);

test("an id carries its millisecond, version 7 and the RFC's variant", () => {
  const now = Date.parse("2026-11-23T21:02:03.456Z");
  const id = uuid7(now, random);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace(/-/g, "").slice(0, 12), 16)).toBe(now);
});

test("ids made later sort later, and ten thousand of one millisecond differ", () => {
  expect(uuid7(1_000, random) < uuid7(1_001, random)).toBe(true);
  expect(uuid7(2 ** 32 - 1, random) < uuid7(2 ** 32, random)).toBe(true);
  const ids = new Set(Array.from({ length: 10_000 }, () => uuid7(1_000, random)));
  expect(ids.size).toBe(10_000);
});
