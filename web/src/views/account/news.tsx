import type { AccountNotice } from "../../core/account.ts";
import { newsWord, t } from "../../i18n/account.ts";
import { dayAndTime } from "../../i18n/format.ts";
import { notices } from "../../state/account.ts";
import { Card } from "../../ui/card.tsx";
import { Link } from "../../ui/link.tsx";

/** What happened with the account, newest first. What the person did not do themselves, they notice here. */
export function News() {
  const told = notices.value ?? [];
  return (
    <Card title={t("news")}>
      {told.length === 0 ? <p class="muted">{t("newsNone")}</p> : null}
      <ul class="plain-list account-list">
        {told.map((notice) => (
          <li key={notice.id} class="account-item">
            <div>
              <p>{newsWord(notice.kind)}</p>
              {notice.kind === "alert_waits" ? (
                <p>
                  <Link to="/alerts" class="button">
                    {t("newsLook")}
                  </Link>
                </p>
              ) : null}
              <p class="muted small">{[dayAndTime(notice.at), ...details(notice)].join(" · ")}</p>
            </div>
            {notice.seen_at === null ? <span class="account-new">{t("newsNew")}</span> : null}
          </li>
        ))}
      </ul>
      {told.length > 0 ? <p class="muted small">{t("newsUnknown")}</p> : null}
    </Card>
  );
}

/** The names and times that go with it; codes are left out. */
function details({ facts: { client, by, patient, until } }: AccountNotice): string[] {
  const said = [
    client,
    by ? t("newsBy", { name: by }) : "",
    patient ? t("newsOf", { name: patient }) : "",
    until ? t("newsUntil", { time: dayAndTime(until) }) : "",
  ];
  return said.flatMap((each) => each || []);
}
