import { useState } from "preact/hooks";
import { t } from "../i18n/door.ts";
import { Checkbox, TextField } from "./field.tsx";

interface PassphraseFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** A new one, which a password manager may offer to make, or the one that is known. */
  purpose: "new-password" | "current-password";
  hint?: string | undefined;
  error?: string | undefined;
}

/** A passphrase, hidden from whoever looks over a shoulder until the person wants to see it. */
export function PassphraseField({ label, value, onInput, purpose, hint, error }: PassphraseFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <div>
      <TextField
        label={label}
        type={shown ? "text" : "password"}
        name="passphrase"
        autocomplete={purpose}
        required
        maxLength={1000}
        value={value}
        onInput={onInput}
        hint={hint}
        error={error}
      />
      <Checkbox label={t("showTyped")} checked={shown} onChange={setShown} />
    </div>
  );
}
