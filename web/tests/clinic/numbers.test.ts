import { expect, test } from "vitest";
import { callHref, textHref } from "../../src/views/help/numbers.ts";

test.each([
  ["(212) 555-0142", "tel:2125550142"],
  ["+1 212 555 0142", "tel:+12125550142"],
  ["*67 555-0142", "tel:*675550142"],
  ["#31# 555", "tel:%2331%23555"],
])("%s is dialled as it is meant, however it is written", (written, dialled) => {
  expect(callHref(written)).toBe(dialled);
});

test("a text goes to the same number", () => {
  expect(textHref("988")).toBe("sms:988");
});
