"""Daily values: a day's value is the mean of that day's check-ins, and a day without one is absent."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import fsum
from operator import lt
from typing import TypeVar

from journal.clinical.ratings import Ratings

Cell = TypeVar("Cell")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """One place per local day with a check-in, ascending; `day` is the date's ordinal.

    `n` counts the day's check-ins, those left unanswered ("too hard today") included. `late` is True
    where any of them was filled in later, so that the value rests on memory at least in part.
    Each rating is the mean of the day's answers, None where nobody answered.
    """

    day: tuple[int, ...]
    n: tuple[int, ...]
    late: tuple[bool, ...]
    mood: tuple[float | None, ...]
    function: tuple[float | None, ...]
    sleep_hours: tuple[float | None, ...]
    energy: tuple[float | None, ...]
    anxiety: tuple[float | None, ...]
    pain: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """`Days` between two dates, as a chart draws them: `date` instead of the ordinal."""

    date: tuple[dt.date, ...]
    n: tuple[int, ...]
    mood: tuple[float | None, ...]
    function: tuple[float | None, ...]
    sleep_hours: tuple[float | None, ...]
    energy: tuple[float | None, ...]
    anxiety: tuple[float | None, ...]
    pain: tuple[float | None, ...]
    late: tuple[bool, ...]


def daily(ratings: Ratings) -> Days:
    """Every day's values; the order of the check-ins makes no difference, not even in the last bit."""
    if all(map(lt, ratings.day, islice(ratings.day, 1, None))):
        return _one_a_day(ratings)
    by_day: dict[int, list[int]] = {}
    for place, day in enumerate(ratings.day):
        by_day.setdefault(day, []).append(place)
    days = sorted(by_day)
    groups = [by_day[day] for day in days]
    first = [places[0] for places in groups]
    several = [(row, places) for row, places in enumerate(groups) if len(places) > 1]

    def each_day(column: Sequence[Cell], joined: Callable[[Sequence[Cell]], Cell]) -> tuple[Cell, ...]:
        # Most days hold one check-in: taking each day's first and mending the few is the quick way.
        cells = list(map(column.__getitem__, first))
        for row, places in several:
            cells[row] = joined([column[place] for place in places])
        return tuple(cells)

    return Days(
        day=tuple(days),
        n=tuple(map(len, groups)),
        late=each_day(ratings.late, any),
        mood=each_day(ratings.mood, _mean),
        function=each_day(ratings.function, _mean),
        sleep_hours=each_day(ratings.sleep_hours, _mean),
        energy=each_day(ratings.energy, _mean),
        anxiety=each_day(ratings.anxiety, _mean),
        pain=each_day(ratings.pain, _mean),
    )


def _one_a_day(ratings: Ratings) -> Days:
    """Each check-in is its day's value: years of them need no mean."""
    return Days(
        day=tuple(ratings.day),
        n=(1,) * len(ratings.day),
        late=tuple(ratings.late),
        mood=tuple(ratings.mood),
        function=tuple(ratings.function),
        sleep_hours=tuple(ratings.sleep_hours),
        energy=tuple(ratings.energy),
        anxiety=tuple(ratings.anxiety),
        pain=tuple(ratings.pain),
    )


def between(days: Days, start: dt.date, end: dt.date) -> Series:
    """The days from `start` to `end`, both included; none where `end` lies before `start`."""
    cut = slice(bisect_left(days.day, start.toordinal()), bisect_right(days.day, end.toordinal()))
    return Series(
        date=tuple(map(dt.date.fromordinal, days.day[cut])),
        n=days.n[cut],
        mood=days.mood[cut],
        function=days.function[cut],
        sleep_hours=days.sleep_hours[cut],
        energy=days.energy[cut],
        anxiety=days.anxiety[cut],
        pain=days.pain[cut],
        late=days.late[cut],
    )


def _mean(answers: Sequence[float | None]) -> float | None:
    given = [answer for answer in answers if answer is not None]
    # fsum rounds once, so the mean cannot depend on the order of the answers.
    return fsum(given) / len(given) if given else None
