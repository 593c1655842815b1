"""The monthly urinary check of whoever is treated: when it is due. What is answered are reports of side effects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from journal.clinical.entries import Entry, SideEffect
from journal.clinical.recovery import over
from journal.clinical.rules import DEFAULT, Rules

LAST_ASKED = "haematuria"
"""The question the check ends with: whoever has answered it has been asked all three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    due_on: date
    overdue: bool


def answered(entries: Iterable[Entry]) -> date | None:
    """The last local day on which the check was answered, "no" included. Give it current revisions only."""
    return max((entry.local_date for entry in entries if _ends_the_check(entry)), default=None)


def _ends_the_check(entry: Entry) -> bool:
    return isinstance(entry.content, SideEffect) and entry.content.effect == LAST_ASKED


def due(
    last_answer: date | None,
    sessions: Sequence[date],
    today: date,
    *,
    last_entry: date | None = None,
    rules: Rules = DEFAULT,
) -> Check | None:
    """The check to answer by `today`, None where there is none: before a month of treatment, or in a journal that is
    over.

    `sessions` are the local days of those held. It is due so many days after the last answer, the first one so many
    days after the first session.
    """
    if not sessions or (last_entry is not None and over(last_entry, today)):
        return None
    due_on = (last_answer or min(sessions)) + rules.span("urinary.every")
    return Check(due_on=due_on, overdue=due_on < today) if due_on <= today else None
