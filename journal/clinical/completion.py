"""How much of a period was answered, and where the gaps are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """How much was answered: days of the period, days with an entry, and the longest silence."""

    days: int
    answered: int
    filled_in_later: int
    longest_gap_days: int
    gap_from: date | None


def completion(answered: Sequence[date], late: Sequence[bool], *, start: date, end: date) -> Completion:
    """Adherence over `start`…`end`, both included. `answered` are the days with a check-in, ascending."""
    inside = [(day, was_late) for day, was_late in zip(answered, late, strict=True) if start <= day <= end]
    gap, gap_from = _longest_gap([day for day, _ in inside], start, end)
    return Completion(
        days=(end - start).days + 1,
        answered=len(inside),
        filled_in_later=sum(was_late for _, was_late in inside),
        longest_gap_days=gap,
        gap_from=gap_from,
    )


def _longest_gap(days: Sequence[date], start: date, end: date) -> tuple[int, date | None]:
    """The longest run of days without an entry and its first day; (0, None) where there is none."""
    edges = [start.toordinal() - 1, *(day.toordinal() for day in days), end.toordinal() + 1]
    gaps = [(after - before - 1, before + 1) for before, after in pairwise(edges)]
    length, first = max(gaps, key=lambda gap: gap[0])
    return (length, date.fromordinal(first)) if length else (0, None)
