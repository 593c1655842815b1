import { waitOf } from "../../core/proof.ts";
import { Refused, Unreachable } from "../../data/api.ts";
import { NoPasskey } from "../../data/passkeys.ts";
import { t } from "../../i18n/door.ts";

const A_MINUTE = 60;
const PASSKEY_WORDS = {
  cancelled: "passkeyCancelled",
  exists: "passkeyExists",
  unable: "passkeyUnable",
} as const;

/** What is said where a proof was `wrong`, or there is no connection. */
export interface Words {
  wrong: string;
  offline: string;
}

/** Why somebody did not get in, in plain words. What is no answer of the server or the device is thrown on. */
export function reason(failure: unknown, { wrong, offline }: Words): string {
  if (failure instanceof Unreachable) return offline;
  if (failure instanceof NoPasskey) return t(PASSKEY_WORDS[failure.reason]);
  if (!(failure instanceof Refused)) throw failure;
  if (failure.status === 429) {
    const { unit, n } = waitOf(failure.retryAfter ?? A_MINUTE);
    return t(unit === "seconds" ? "waitSeconds" : "waitMinutes", { n });
  }
  return failure.status < 500 && failure.status !== 403 ? wrong : t("failed");
}
