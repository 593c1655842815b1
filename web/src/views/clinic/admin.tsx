import { clinicWords as c } from "../../i18n/clinic.ts";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";

/** What somebody sees who manages people and may not see entries. */
export function Admin() {
  return (
    <Page title={c("adminTitle")}>
      <Card>
        <p>{c("adminPlain")}</p>
      </Card>
    </Page>
  );
}
