"""When a clinic is open, by the clock on its wall."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from journal.clinical.errors import Problem

WEEK = 7
MOST = 21
"""Openings a week may have (rule): three on each day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Open on these `days` (1 is Monday), from `opens` until `closes`; midnight as an end is the end of that day."""

    days: tuple[int, ...]
    opens: time
    closes: time


def problems(openings: Sequence[Opening]) -> Iterator[Problem]:
    """Every rule they break; pointers into the list."""
    if len(openings) > MOST:
        yield Problem(pointer="", detail=f"must be at most {MOST}")
        return
    for place, opening in enumerate(openings):
        if not opening.days or len(set(opening.days)) < len(opening.days):
            yield Problem(pointer=f"/{place}/days", detail="must name each day once")
        elif not set(opening.days) <= set(range(1, WEEK + 1)):
            yield Problem(pointer=f"/{place}/days", detail="must be days from 1 to 7")
        if opening.closes <= opening.opens and opening.closes != time.min:
            yield Problem(pointer=f"/{place}/to", detail="must be after the opening")


def is_open(openings: Sequence[Opening], at: datetime, zone: str) -> bool:
    """Whether the clinic is open; one that has not said when counts as open."""
    return not openings or any(start <= at < end for start, end in _on(openings, _day(at, zone), zone))


def next_opening(openings: Sequence[Opening], at: datetime, zone: str) -> datetime:
    """The first moment from `at` on at which the clinic is open."""
    if is_open(openings, at, zone):
        return at
    days = (_day(at, zone) + timedelta(days=ahead) for ahead in range(WEEK + 1))
    return min(start for day in days for start, _ in _on(openings, day, zone) if start > at)


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def _on(openings: Sequence[Opening], day: date, zone: str) -> Iterator[tuple[datetime, datetime]]:
    """From when until when it is open on a day."""
    for opening in openings:
        if day.isoweekday() in opening.days:
            last = day + timedelta(days=1) if opening.closes == time.min else day
            yield _instant(day, opening.opens, zone), _instant(last, opening.closes, zone)


def _instant(day: date, at: time, zone: str) -> datetime:
    # In UTC, so that two of them compare as instants: in one zone they would compare by the wall.
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)
