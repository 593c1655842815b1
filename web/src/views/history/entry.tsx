import { medicineWords, pressureWords } from "../../core/at-home.ts";
import type { CheckIn, Content, Row } from "../../core/entries.ts";
import type { Chain } from "../../core/journal.ts";
import { isTakenBack } from "../../core/slips.ts";
import { effectName, severityName } from "../../i18n/effects.ts";
import { number, time } from "../../i18n/format.ts";
import { w } from "../../i18n/history.ts";
import { t } from "../../i18n/patient.ts";
import { slip } from "../../i18n/slips.ts";
import { go } from "../../router.ts";
import { today } from "../../state/day.ts";
import { Button } from "../../ui/button.tsx";
import { ReceiptLine } from "../receipt.tsx";
import { span } from "../side-effect/saved.tsx";
import { ratings } from "../today/today.tsx";

/** One entry as it now stands, and, folded, what it said before. */
export function EntryView({ chain: { current, earlier }, editable }: { chain: Chain; editable?: boolean }) {
  const edit = editable ? editOf(current) : null;
  return (
    <article class="entry">
      <div class="row spread">
        <p class="muted small">
          {current.late ? t("filledInLater") : time(current.occurred_at, current.zone)}
          {(earlier.at(-1) ?? current).companion ? ` · ${t("byCompanion")}` : ""}
        </p>
        {edit ? (
          <Button label={`${w("correct")}: ${headline(current.content)}`} onClick={edit}>
            {w("correct")}
          </Button>
        ) : null}
      </div>
      <ContentView content={current.content} />
      {current.unreadable ? <p>{t("wordsUnreadable")}</p> : null}
      <ReceiptLine row={current} />
      {earlier.length > 0 ? (
        <details>
          <summary>{w("earlier", { n: earlier.length })}</summary>
          <ul class="plain-list stack-s">
            {earlier.map((row) => (
              <li key={row.id} class="entry-earlier">
                <ContentView content={row.content} />
                {row.unreadable ? <p>{t("wordsUnreadable")}</p> : null}
                <ReceiptLine row={row} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </article>
  );
}

/** How an entry is corrected, or null where it can't be. A questionnaire is never answered for another day. */
export function editOf(row: Row): (() => void) | null {
  switch (row.content.kind) {
    case "check_in":
      return row.content.extra?.safe !== undefined
        ? null
        : () => go("/check-in", { state: { edit: row.id } });
    case "side_effect":
      return () => go("/side-effects", { state: { step: "severity", edit: row.id } });
    case "event":
      return () => go("/event", { state: { edit: row.id } });
    case "home_reading":
      return () => go("/reading", { state: { edit: row.id } });
    case "medication_statement":
      return () => go("/medicine", { state: { edit: row.id } });
    case "questionnaire_response": {
      const { questionnaire } = row.content;
      return row.local_date === today()
        ? () => go(`/questions/${questionnaire}`, { state: { edit: row.id } })
        : null;
    }
  }
}

function headline(content: Content): string {
  switch (content.kind) {
    case "check_in":
      return isTakenBack(content) ? slip("notSafeTakenBack") : ratings(content);
    case "side_effect":
      if (isTakenBack(content)) return slip("takenBackOf", { what: effectName(content.effect) });
      return t("effectStarted", {
        effect: effectName(content.effect),
        severity: severityName(content.severity),
      });
    case "questionnaire_response":
      return content.questionnaire.toUpperCase();
    case "event":
      return content.title;
    case "home_reading":
      return pressureWords(content);
    case "medication_statement":
      return t(content.status === "stopped" ? "medicineStopped" : "medicineTaking", {
        name: medicineWords(content),
      });
  }
}

/** What was written, in words. */
export function ContentView({ content }: { content: Content }) {
  const note = "note" in content ? content.note : undefined;
  return (
    <div>
      <p class="entry-headline">{headline(content)}</p>
      {content.kind === "check_in" ? <Extras content={content} /> : null}
      {content.kind === "side_effect" && !isTakenBack(content) ? (
        <p class="muted">
          {span(content)} · {t("howMuchInTheWay")} {t(`inTheWay${content.interference}`)}
        </p>
      ) : null}
      {note?.text ? (
        <p>
          “{note.text}” <span class="muted small">({note.private ? t("notePrivate") : t("noteShared")})</span>
        </p>
      ) : null}
    </div>
  );
}

function Extras({ content }: { content: CheckIn }) {
  const { sleep_hours, energy, anxiety, pain, facets } = content;
  const said: [string, number | undefined][] = [
    [t("sleepHours"), sleep_hours],
    [t("energy"), energy],
    [t("anxiety"), anxiety],
    [t("pain"), pain],
    [t("facetWork"), facets?.work],
    [t("facetHome"), facets?.home],
    [t("facetPeople"), facets?.people],
  ];
  const given = said.filter((each): each is [string, number] => each[1] !== undefined);
  if (given.length === 0) return null;
  return <p class="muted">{given.map(([label, value]) => `${label} ${number(value)}`).join(" · ")}</p>;
}
