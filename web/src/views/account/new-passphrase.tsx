import { isLongEnough, LEAST_CHARACTERS } from "../../core/proof.ts";
import { t } from "../../i18n/account.ts";
import { PassphraseField } from "../../ui/passphrase-field.tsx";

interface NewPassphraseProps {
  value: string;
  onInput: (value: string) => void;
  /** The person has said that it is finished: from then on, what is missing is said. */
  checked: boolean;
  /** The server found it too easy to guess. */
  refused: boolean;
}

export function NewPassphrase({ value, onInput, checked, refused }: NewPassphraseProps) {
  const missing = LEAST_CHARACTERS - [...value].length;
  const error =
    checked && !isLongEnough(value)
      ? t("passphraseShort", { n: missing })
      : refused
        ? t("passphraseWeak")
        : undefined;
  return (
    <PassphraseField
      label={t("newPassphrase")}
      purpose="new-password"
      value={value}
      onInput={onInput}
      hint={t("passphraseHint")}
      error={error}
    />
  );
}
