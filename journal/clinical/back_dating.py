"""Filling in later: which day an entry belongs to, and how long after the fact it may be written.

Judged by when the entry was written down (`dates.recorded_at`), not by when it arrived: a phone
that was offline for a week still gets its week accepted.
"""

from datetime import date, datetime, timedelta

from journal.clinical import dates
from journal.clinical.entries import CheckIn, Draft, Entry, QuestionnaireResponse, SideEffect, Source
from journal.clinical.errors import Problem
from journal.clinical.rules import DEFAULT

CHECK_IN_LIMIT = DEFAULT.span("late.check_in")
"""How long after the moment a check-in may be filled in, and never beyond yesterday (rule)."""
SIDE_EFFECT_LIMIT = DEFAULT.span("late.side_effect")
"""How long after its start a side effect may be reported (rule)."""
FILLING_IN = DEFAULT.span("late.filling_in")
"""An entry begun before the day rolled over and finished within this is of the day it was begun (rule)."""


def local_date(draft: Draft, former: Entry | None) -> date:
    """The day the entry is filed under.

    It is frozen: correcting an entry on a journey does not move it to the journey's day.
    """
    if former is not None and former.occurred_at == draft.occurred_at:
        return former.local_date
    return _lived(draft, draft.occurred_at)


def _lived(draft: Draft, instant: datetime) -> date:
    """The day at `instant`, by the clock of whoever wrote the draft."""
    ahead = dates.ahead(draft.occurred_at, draft.zone, draft.offset_minutes)
    return dates.local_day(instant, draft.zone, ahead=ahead)


def late(draft: Draft, *, source: Source, recorded_at: datetime, former: Entry | None) -> bool:
    """Whether the day was filled in on a later day. A correction inherits the answer."""
    if former is not None and not isinstance(draft.content, SideEffect):
        return former.late
    return source is not Source.IMPORT and _filled_in_later(draft, recorded_at)


def problems(draft: Draft, *, source: Source, recorded_at: datetime, former: Entry | None) -> list[Problem]:
    """What is wrong with the day of a draft whose zone and times are sound.

    A correction, but of a side effect, stays on the day of what it replaces, however long ago that
    was. A life event, a medicine and a reading that
    was written on paper may be told years later. No limit holds for an import, which is history.
    """
    if former is not None and not isinstance(draft.content, SideEffect):
        return _moved(draft, former)
    if source is Source.IMPORT:
        return []
    match draft.content:
        case CheckIn():
            return _check_in(draft, recorded_at)
        case SideEffect(started_at=started_at):
            return _side_effect(draft, started_at, recorded_at, former)
        case QuestionnaireResponse():
            return _questionnaire(draft, recorded_at)
        case _:
            return []


def _moved(draft: Draft, former: Entry) -> list[Problem]:
    if local_date(draft, former) == former.local_date:
        return []
    return [Problem(pointer="/occurred_at", detail="must stay on the day of what it replaces")]


def _check_in(draft: Draft, recorded_at: datetime) -> list[Problem]:
    yesterday = _lived(draft, recorded_at) - timedelta(days=1)
    soon_enough = recorded_at - draft.occurred_at <= CHECK_IN_LIMIT
    if soon_enough and _lived(draft, draft.occurred_at) >= yesterday:
        return []
    return [Problem(pointer="/occurred_at", detail="must be today or yesterday, within 36 hours")]


def _side_effect(draft: Draft, started_at: datetime, recorded_at: datetime, former: Entry | None) -> list[Problem]:
    stated = {"/occurred_at": draft.occurred_at}
    if former is None or _start(former) != started_at:
        # "Still there" and "it ended" repeat a start that was reported in time, weeks ago by then.
        stated["/started_at"] = started_at
    earliest = recorded_at - SIDE_EFFECT_LIMIT
    detail = "must be within the last 7 days"
    return [Problem(pointer=pointer, detail=detail) for pointer, at in stated.items() if at < earliest]


def _start(entry: Entry) -> datetime | None:
    return entry.content.started_at if isinstance(entry.content, SideEffect) else None


def _questionnaire(draft: Draft, recorded_at: datetime) -> list[Problem]:
    if not _filled_in_later(draft, recorded_at):
        return []
    return [Problem(pointer="/occurred_at", detail="must be today: a questionnaire is never filled in later")]


def _filled_in_later(draft: Draft, recorded_at: datetime) -> bool:
    begun = _lived(draft, recorded_at - FILLING_IN)
    return _lived(draft, draft.occurred_at) < begun
