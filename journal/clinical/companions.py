"""What whoever brings a patient home may report, and for how long."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from journal.clinical import fields
from journal.clinical.entries import Draft, SideEffect
from journal.clinical.errors import Problem
from journal.clinical.ids import SessionId
from journal.clinical.sessions import Session

EFFECTS = ("sedation", "nystagmus", "nausea", "vomiting")
"""What somebody else can see of a person (rule): codes of the side-effect table."""
PASS_LENGTH = timedelta(hours=24)
"""How long a companion's pass is good (rule)."""


def session_of(held: Sequence[Session], now: datetime) -> SessionId | None:
    """The session that somebody is brought home from at `now`: the last that began within the day, if any did.

    `held` ascends by start.
    """
    recent = [session.id for session in held if now - PASS_LENGTH < session.started_at <= now]
    return recent[-1] if recent else None


def problems(draft: Draft, *, since: datetime) -> list[Problem]:
    """What keeps a draft from being a companion's report by a pass made at `since`; pointers into the report.

    That it is not in the future, and sound as a side effect, is looked at where every entry is.
    """
    if not isinstance(draft.content, SideEffect) or draft.content.effect not in EFFECTS:
        return [Problem(pointer="/effect", detail=f"must be one of {', '.join(EFFECTS)}")]
    # Two clocks: the phone's may be behind the server's.
    earliest = since - fields.FUTURE_LIMIT
    stated = {"/started_at": draft.content.started_at, "/occurred_at": draft.occurred_at}
    detail = "must be within the 24 hours of the pass"
    return [Problem(pointer=pointer, detail=detail) for pointer, at in stated.items() if at < earliest]
