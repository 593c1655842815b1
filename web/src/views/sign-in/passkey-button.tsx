import { canUsePasskeys } from "../../data/passkeys.ts";
import { t } from "../../i18n/door.ts";
import { Button } from "../../ui/button.tsx";

interface PasskeyButtonProps {
  hint?: string;
  disabled: boolean;
  onClick: () => void;
}

/** The lock of the device as the way in; nothing where the browser can't use it. */
export function PasskeyButton({ hint = t("usePasskeyHint"), disabled, onClick }: PasskeyButtonProps) {
  if (!canUsePasskeys()) return null;
  return (
    <div class="stack-s">
      <Button kind="primary" wide disabled={disabled} onClick={onClick}>
        {t("usePasskey")}
      </Button>
      <p class="muted small">{hint}</p>
    </div>
  );
}
