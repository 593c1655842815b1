import { useState } from "preact/hooks";
import { t } from "../../i18n/door.ts";
import { reason } from "./reason.ts";

/** Something that is tried, and may be refused: whether it is under way, and why it did not work. */
export interface Attempt {
  readonly busy: boolean;
  readonly error: string;
  /** Tries it; answers whether it worked. `wrong` is said where the server refuses. */
  try(work: () => Promise<unknown>, wrong: string | ((failure: unknown) => string)): Promise<boolean>;
  clear(): void;
}

export function useAttempt(offline = t("offline")): Attempt {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  return {
    busy,
    error,
    clear: () => setError(""),
    try: async (work, wrong) => {
      setBusy(true);
      setError("");
      try {
        await work();
        return true;
      } catch (failure) {
        const words = typeof wrong === "string" ? wrong : wrong(failure);
        setError(reason(failure, { wrong: words, offline }));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
