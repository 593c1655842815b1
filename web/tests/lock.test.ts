import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the lock names no host, so that it installs from whatever registry there is", () => {
  const lock = readFileSync(new URL("../package-lock.json", import.meta.url), "utf8");
  expect(lock).not.toMatch(/https?:\/\//);
  expect(lock).toContain('"integrity"');
});

test("every dependency is pinned to one version", () => {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { dependencies, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>;
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});
