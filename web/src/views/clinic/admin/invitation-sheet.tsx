import { useState } from "preact/hooks";
import type { Issued } from "../../../core/admin.ts";
import { adminWords as a, adminWordsIn } from "../../../i18n/admin.ts";
import { longDayAndTime } from "../../../i18n/format.ts";
import { type Language, language } from "../../../i18n/language.ts";
import { identity } from "../../../state/identity.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Choices } from "../../../ui/choices.tsx";
import { Page } from "../../../ui/page.tsx";
import { Qr } from "../../../ui/qr.tsx";

interface InvitationSheetProps {
  issued: Issued;
  person: { readonly name: string };
  backTo: string;
}

/** An invitation: the page to hand over, and the code to say. The page alone opens nothing. */
export function InvitationSheet({ issued, person, backTo }: InvitationSheetProps) {
  const [spoken, setSpoken] = useState<Language>(language.value);
  return (
    <Page title={a("invitation")} aside={person.name} backTo={backTo}>
      <div class="no-print stack">
        <Card title={a("tellCode")}>
          <p class="invitation-code">
            <span class="visually-hidden">{[...issued.code].join(" ")}</span>
            <span aria-hidden="true">{spaced(issued.code)}</span>
          </p>
          <p>{a("tellCodeWhy")}</p>
        </Card>
        <Choices<Language>
          legend={a("languageOfPage")}
          layout="chips"
          options={[
            { value: "en", label: "English" },
            { value: "es", label: "Español" },
          ]}
          value={spoken}
          onPick={setSpoken}
        />
        <p>
          <Button kind="primary" onClick={() => print()}>
            {a("printPage")}
          </Button>
        </p>
      </div>
      <Sheet issued={issued} spoken={spoken} />
      <p class="muted no-print">{a("shownOnce")}</p>
    </Page>
  );
}

/** What is printed. It names the clinic, not the person, and holds no code: found by a stranger it is worth nothing. */
function Sheet({ issued, spoken }: { issued: Issued; spoken: Language }) {
  const w = adminWordsIn(spoken);
  return (
    <article class="sheet" lang={spoken}>
      <h2>{identity.value?.clinic.name}</h2>
      <p class="sheet-lead">{w("sheetLead")}</p>
      <ol class="stack-s">
        <li>{w("sheetScan")}</li>
        <li>{w("sheetCode")}</li>
        <li>{w("sheetChoose")}</li>
      </ol>
      <Qr rows={issued.qr} label={w("sheetQr")} />
      <p class="sheet-link">{issued.link}</p>
      <p>{w("sheetUntil", { when: longDayAndTime(issued.expires_at, spoken) })}</p>
      <p class="small">{w("sheetOnce")}</p>
    </article>
  );
}

/** "481 203": easier to say. */
function spaced(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, "$1 ");
}
