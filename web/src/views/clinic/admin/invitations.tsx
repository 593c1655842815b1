import { useEffect } from "preact/hooks";
import type { Invitation } from "../../../core/admin.ts";
import { withdraw } from "../../../data/admin.ts";
import { adminWords as a, codeWord } from "../../../i18n/admin.ts";
import { dayAndTime } from "../../../i18n/format.ts";
import { invitations, loadInvitations } from "../../../state/admin.ts";
import { Button } from "../../../ui/button.tsx";
import { Link } from "../../../ui/link.tsx";
import { announce } from "../../../ui/live.tsx";
import { Page } from "../../../ui/page.tsx";
import { Waiting } from "../waiting.tsx";
import { Objection, taken, useSending } from "./form.tsx";

/** Who was invited and has not come in yet, and what became of the others. */
export function Invitations() {
  useEffect(() => {
    void loadInvitations();
  }, []);
  return (
    <Page
      title={a("invitations")}
      wide
      backTo="/"
      aside={
        <Link to="/invite" class="button button-primary">
          {a("inviteSomebody")}
        </Link>
      }
    >
      {invitations.value ? (
        <List all={invitations.value} />
      ) : (
        <Waiting retry={() => void loadInvitations()} />
      )}
    </Page>
  );
}

function List({ all }: { all: readonly Invitation[] }) {
  const { problem, busy, send } = useSending();
  const end = async (invitation: Invitation) => {
    if (!taken(await send(() => withdraw(invitation.id)))) return;
    announce(a("withdrawn", { name: invitation.name }));
    await loadInvitations();
  };
  if (all.length === 0) return <p>{a("noInvitations")}</p>;
  return (
    <>
      <Objection problem={problem} />
      <ul class="office-list">
        {all.map((each) => (
          <li key={each.id} class="office-row invitation-row">
            <div>
              <p class="office-name">{each.name}</p>
              <p class="muted small">{codeWord("role", each.role)}</p>
            </div>
            <p class={each.state === "open" ? "office-state" : "muted"}>
              {codeWord("invitation", each.state)}
            </p>
            <p class="muted small">{timesWords(each)}</p>
            {each.state === "open" ? (
              <Button
                label={a("withdrawOf", { name: each.name })}
                disabled={busy}
                onClick={() => void end(each)}
              >
                {a("withdraw")}
              </Button>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function timesWords({ state, made_at, expires_at }: Invitation): string {
  const made = a("madeAt", { when: dayAndTime(made_at) });
  return state === "open" ? `${made}, ${a("openUntil", { when: dayAndTime(expires_at) })}` : made;
}
