import { expect, test } from "vitest";
import { bytesOf, textOf } from "../../src/data/passkeys.ts";

test("bytes and their text in base64url are the same thing, for every byte and every length", () => {
  for (let length = 0; length < 300; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, place) => (place * 7 + length) % 256);
    const text = textOf(bytes.buffer);
    expect(text).toBe(Buffer.from(bytes).toString("base64url"));
    expect([...bytesOf(text)]).toEqual([...bytes]);
  }
});
