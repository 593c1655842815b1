"""Intervals as the wire has them."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from journal.clinical.intervals import Interval


class MeasureOut(Struct, kw_only=True, frozen=True):
    """What a session did to one rating, as `Measure` has it."""

    baseline: float | None
    onset_hours: float | None
    peak: float | None
    peak_day: int | None
    loss_day: int | None
    held_days: int | None
    censored: bool | None
    threshold: float | None
    loss_line: float | None
    lift: float | None
    days_above: int | None
    n: int


class IntervalOut(Struct, kw_only=True, frozen=True):
    session_id: UUID
    date: date
    days: int
    adherence: float | None
    mood: MeasureOut
    function: MeasureOut
    lead_hours: float | None


def interval_out(found: Interval) -> IntervalOut:
    """One interval, with what its session did to each rating."""
    mood, function = (MeasureOut(**measure._asdict()) for measure in (found.mood, found.function))
    return IntervalOut(**(found._asdict() | {"mood": mood, "function": function}))
