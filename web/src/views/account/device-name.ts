import { deviceName } from "../../core/account.ts";
import { t } from "../../i18n/account.ts";

/** What this device is called in a list until the person calls it something else: "Phone (Android)". */
export function thisDevice(): string {
  const { kind, system } = deviceName(navigator.userAgent);
  const word = t(kind);
  return system ? `${word} (${system})` : word;
}
