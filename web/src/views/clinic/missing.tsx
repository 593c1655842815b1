import { t } from "../../i18n/t.ts";
import { Link } from "../../ui/link.tsx";
import { Page } from "../../ui/page.tsx";

/** Unknown and not yours are told alike. */
export function Missing() {
  return (
    <Page title={t("notFound")}>
      <p>{t("notFoundWhy")}</p>
      <p>
        <Link to="/">{t("toStart")}</Link>
      </p>
    </Page>
  );
}
