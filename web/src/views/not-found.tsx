import { t } from "../i18n/t.ts";
import { Link } from "../ui/link.tsx";
import { Page } from "../ui/page.tsx";

export function NotFound() {
  return (
    <Page title={t("notFound")}>
      <p>{t("notFoundWhy")}</p>
      <p>
        <Link to="/" class="button button-plain">
          {t("toStart")}
        </Link>
      </p>
    </Page>
  );
}
