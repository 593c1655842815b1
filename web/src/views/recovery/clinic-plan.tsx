import "./clinic-plan.css";
import { useSignalEffect } from "@preact/signals";
import { plan as words } from "../../i18n/catalogue/plan.ts";
import { fullDay } from "../../i18n/format.ts";
import { translator } from "../../i18n/translate.ts";
import { plan } from "../../state/clinic-plan.ts";
import { isOpen } from "../../state/journal.ts";
import { readable } from "../../state/verify.ts";
import { Card } from "../../ui/card.tsx";

const t = translator(words);

/** The plans that stand, the newest first; nothing where there is none. */
export function ClinicPlan() {
  useSignalEffect(() => {
    if (isOpen.value && readable.value) void plan.load(); // this screen may be there before the journal is
  });
  const found = plan.value.value?.annotations ?? [];
  if (found.length === 0) return null;
  return (
    <Card title={t("plan")}>
      <ul class="plain-list stack-s">
        {found.toReversed().map((each) => (
          <li key={each.id}>
            <p class="muted small">{fullDay(each.date)}</p>
            <p class="clinic-plan">{each.text ?? t("planUnreadable")}</p>
          </li>
        ))}
      </ul>
      <p class="muted small">{t("planNote")}</p>
    </Card>
  );
}
