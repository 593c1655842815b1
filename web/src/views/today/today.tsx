import "./today.css";
import { addDays } from "../../core/dates.ts";
import type { CheckIn, Row } from "../../core/entries.ts";
import { longDay, number } from "../../i18n/format.ts";
import { t } from "../../i18n/patient.ts";
import { day } from "../../state/day.ts";
import { allDays, unsent } from "../../state/journal.ts";
import { bladderDue, daysSinceSession, due } from "../../state/patient.ts";
import { beginSession, comeBack, sessionDay, spared } from "../../state/session-day.ts";
import { readable } from "../../state/verify.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Link } from "../../ui/link.tsx";
import { Page } from "../../ui/page.tsx";
import { ReceiptLine } from "../receipt.tsx";
import { Running } from "../side-effect/running.tsx";
import { Banners, NoDriving } from "./banners.tsx";
import { Fortnight } from "./fortnight.tsx";

/** The first screen: the one thing to do today on top, what is going on below it. */
export function Today() {
  return (
    <Page title={t("today")} aside={longDay(day.value)}>
      <Banners />
      <SessionCard />
      <CheckInCard day={day.value} />
      <Running />
      <SinceSession day={day.value} />
      <DueList />
      <nav class="today-links" aria-label={t("more")}>
        <Link to="/side-effects" class="button">
          {t("reportEffect")}
        </Link>
        <Link to="/event" class="button">
          {t("addEvent")}
        </Link>
        {sessionDay.value ? null : <Button onClick={() => void beginSession()}>{t("sessionBegins")}</Button>}
        <details class="more">
          <summary>{t("moreToLog")}</summary>
          <div class="stack-s">
            <Link to="/reading" class="button button-wide">
              {t("logReading")}
            </Link>
            <Link to="/medicine" class="button button-wide">
              {t("logMedicine")}
            </Link>
          </div>
        </details>
      </nav>
      {unsent.value > 0 ? <p class="muted small">{t("waiting", { n: unsent.value })}</p> : null}
    </Page>
  );
}

/** The latest check-in of a day, if there is one. */
function checkInOf(wanted: string): Row | undefined {
  const found = allDays.value.find(({ date }) => date === wanted);
  return found?.chains.map(({ current }) => current).find(({ kind }) => kind === "check_in");
}

function CheckInCard({ day: lived }: { day: string }) {
  const row = checkInOf(lived);
  const yesterday = addDays(lived, -1);
  return (
    <Card title={t("howIsToday")}>
      {row ? (
        <Latest row={row} />
      ) : (
        <Link to="/check-in" class="button button-wide button-primary">
          {t("checkIn")}
        </Link>
      )}
      {checkInOf(yesterday) ? null : (
        <Link to="/check-in" state={{ day: yesterday }} class="button button-quiet">
          {t("fillInYesterday")}
        </Link>
      )}
    </Card>
  );
}

function Latest({ row }: { row: Row }) {
  return (
    <>
      <div>
        <p class="today-latest">{ratings(row.content as CheckIn)}</p>
        <ReceiptLine row={row} />
      </div>
      <div class="today-check-in">
        <Link to="/check-in" class="button">
          {t("checkInAgain")}
        </Link>
        <Link to="/check-in" state={{ edit: row.id }} class="button">
          {t("change")}
        </Link>
      </div>
    </>
  );
}

export function ratings(content: CheckIn): string {
  if (content.extra?.safe === false) return t("entryNotSafe");
  if (content.mood === null && content.function === null) return t("entryTooHard");
  const said = (value: number | null) => (value === null ? t("notRated") : number(value));
  return t("moodAndFunction", { mood: said(content.mood), function: said(content.function) });
}

function SinceSession({ day: lived }: { day: string }) {
  const days = daysSinceSession.value;
  if (days === null && allDays.value.length === 0) return null;
  return (
    <Link to="/recovery" class="today-recovery">
      <Card
        title={days === null ? t("lastDays") : days === 0 ? t("sessionToday") : t("daysSince", { n: days })}
      >
        {readable.value ? <Fortnight to={lived} /> : null}
        <span class="today-more">{t("seeRecovery")}</span>
      </Card>
    </Link>
  );
}

/** The way back to a session day that was put aside; what the clinic says of it stays in sight. */
function SessionCard() {
  const at = sessionDay.value;
  if (!at) return null;
  return (
    <Card title={t("sessionDay")}>
      <NoDriving />
      <Button kind={at.asks ? "primary" : "plain"} onClick={() => void comeBack()}>
        {at.asks ? t("answerNow") : t("look")}
      </Button>
    </Card>
  );
}

/** Nothing long on the day of a session, whatever is due. */
function DueList() {
  if ((due.value.length === 0 && !bladderDue.value) || spared.value) return null;
  return (
    <Card title={t("dueTitle")}>
      <ul class="plain-list stack-s">
        {due.value.map(({ questionnaire, name = questionnaire.toUpperCase() }) => (
          <li key={questionnaire}>
            <Link to={`/questions/${questionnaire}`} class="button today-due">
              <span>{t("dueQuestions", { name })}</span>
              <span class="muted small">{t("dueTime")}</span>
            </Link>
          </li>
        ))}
        {bladderDue.value ? (
          <li>
            <Link to="/bladder" class="button today-due">
              {t("dueBladder")}
            </Link>
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
