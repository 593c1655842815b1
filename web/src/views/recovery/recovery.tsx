import { RecoveryChart } from "../../charts/recovery-chart.tsx";
import { t } from "../../i18n/patient.ts";
import { recovery } from "../../state/patient.ts";
import { readable } from "../../state/verify.ts";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { Locked } from "../verify/locked.tsx";
import { ClinicPlan } from "./clinic-plan.tsx";

/** The person's own chart, from what the clinic has; offline, as it was last seen. */
export function Recovery() {
  const data = recovery.value.value;
  if (!readable.value) {
    return (
      <Page title={t("recovery")}>
        <Locked text={t("confirmForRecovery")} why={t("confirmWhy")} />
      </Page>
    );
  }
  return (
    <Page title={t("recovery")}>
      <ClinicPlan />
      {data && data.series.date.length > 0 ? (
        <>
          <Card>
            <RecoveryChart data={data} />
          </Card>
          <p class="muted small">{t("recoveryNote")}</p>
        </>
      ) : (
        <p>{t("recoveryEmpty")}</p>
      )}
    </Page>
  );
}
