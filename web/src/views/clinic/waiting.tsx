import { t } from "../../i18n/t.ts";
import { trouble } from "../../state/clinic.ts";
import { Button } from "../../ui/button.tsx";

/** What stands where an answer will be; when none came, the way to ask again. The bar above says why. */
export function Waiting({ retry }: { retry: () => void }) {
  if (trouble.value === null) return <p class="muted">{t("loading")}</p>;
  return (
    <p>
      <Button onClick={retry}>{t("tryAgain")}</Button>
    </p>
  );
}
