import type { Needs } from "../../core/proof.ts";
import { t } from "../../i18n/t.ts";
import { prove } from "../../state/verify.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";

interface LockedProps {
  text: string;
  why?: string;
  needs?: Needs;
  onProven?: () => void;
}

/** Stands where something may be read once the person has proven who they are. */
export function Locked({ text, why, needs = "read", onProven }: LockedProps) {
  const confirm = async () => {
    if (await prove(needs)) onProven?.();
  };
  return (
    <Card>
      <p>{text}</p>
      {why ? <p class="muted small">{why}</p> : null}
      <Button kind="primary" wide onClick={() => void confirm()}>
        {t("confirmIt")}
      </Button>
    </Card>
  );
}
