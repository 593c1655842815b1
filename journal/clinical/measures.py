"""What one session did to one rating: baseline, onset, peak, and the loss of benefit.

Hours run from the instant the session ended. Days are local dates: day 0 is the session's own, and
its value, which mixes before and after, belongs neither to the baseline nor to any median of days.

How many days and how many points are rows of the clinic's rules; a `Yardstick` has them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf
from operator import itemgetter
from statistics import median

from journal.clinical.rules import DEFAULT, Rules

SECONDS_PER_HOUR = 3600

TOLERANCE = 1e-9
"""Points. Own rule: 4.3 is two points above 2.3 for a reader, whatever binary fractions make of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """What a clinic's rules measure a session by, read from them once for all intervals."""

    baseline_days: int
    baseline_min_days: int
    median_days: int
    median_min_days: int
    onset_points: float
    loss_points: float


def yardstick(rules: Rules = DEFAULT) -> Yardstick:
    return Yardstick(
        baseline_days=rules.count("baseline.days"),
        baseline_min_days=rules.count("baseline.min_days"),
        median_days=rules.count("median.days"),
        median_min_days=rules.count("median.min_days"),
        onset_points=rules["onset.points"],
        loss_points=rules["loss.points"],
    )


SHIPPED = yardstick()
"""The rules as they are shipped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Figures of one rating in one interval; None wherever the rules give no value.

    `baseline` and `peak` are points 0-10, `onset_hours` hours since the session's end; days count from
    the session's date. `held_days` is how long benefit is known to have lasted: to the loss or,
    where `censored`, to the last median of days that still showed it. Where benefit was never there,
    or no baseline says so, `loss_day`, `held_days` and `censored` are None.

    `threshold` is the person's own for this interval, as far above the baseline as the rules ask of an onset, and
    `loss_line` as far as they say of a loss; `lift` the peak less the baseline; `days_above` how many of the `n` days
    answered after the session's own stood at the threshold or above it.
    """

    baseline: float | None
    onset_hours: float | None
    peak: float | None
    peak_day: int | None
    loss_day: int | None
    held_days: int | None
    censored: bool | None
    threshold: float | None = None
    loss_line: float | None = None
    lift: float | None = None
    days_above: int | None = None
    n: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One rating of one patient: each check-in's answer, ascending by time, and the daily values.

    `at` is UTC epoch seconds; `day`, and the keys of `by_day`, date ordinals; `late` what was filled
    in later. Not answered is None; a day without an entry has no key.
    """

    at: Sequence[float]
    day: Sequence[int]
    late: Sequence[bool]
    answers: Sequence[float | None]
    by_day: Mapping[int, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where an interval lies: day 0 and how many days, and the instants between which onset counts."""

    first_day: int
    days: int
    ended: float
    until: float


def measure(rating: Track, span: Span, by: Yardstick = SHIPPED) -> Measure:
    """The figures of one rating after one session."""
    values = list(map(rating.by_day.get, range(span.first_day, span.first_day + span.days)))
    baseline = _baseline(rating.by_day, span.first_day, by)
    # Without a baseline no value is above it: all that follows from benefit is then None by itself.
    benefit = inf if baseline is None else baseline + by.onset_points - TOLERANCE
    loss = -inf if baseline is None else baseline + by.loss_points + TOLERANCE
    medians = medians_of(values, by)
    peak_day, peak = max(medians, key=itemgetter(1), default=(None, None))
    onset_hours, onset_day = _onset(rating, span, benefit)
    lifted_day = next((day for day, value in medians if value >= benefit), None)
    since = min((day for day in (onset_day, lifted_day) if day is not None), default=None)
    loss_day, held_days = (None, None) if since is None else _held(medians, since + by.median_days, since, loss)
    answered = [value for value in values[1:] if value is not None]
    return Measure(
        baseline=baseline,
        onset_hours=onset_hours,
        peak=peak,
        peak_day=peak_day,
        loss_day=loss_day,
        held_days=held_days,
        censored=None if since is None else loss_day is None,
        threshold=None if baseline is None else baseline + by.onset_points,
        loss_line=None if baseline is None else baseline + by.loss_points,
        lift=None if baseline is None or peak is None else peak - baseline,
        days_above=None if baseline is None or not answered else sum([value >= benefit for value in answered]),
        n=len(answered),
    )


def medians_of(values: Sequence[float | None], by: Yardstick) -> Sequence[tuple[int, float]]:
    """(day, median) of each answered day after day 0 that is one of enough answered ones among it and those before.

    Day 0 is never among them. One answer alone is no trend, as shipped, and no figure is dated on a day without one.
    """
    if (by.median_days, by.median_min_days) == _THREE_DAYS:
        return three_day_medians(values)
    found = []
    for day in range(1, len(values)):
        if values[day] is None:
            continue
        answered = [value for value in values[max(1, day - by.median_days + 1) : day + 1] if value is not None]
        if len(answered) >= by.median_min_days:
            found.append((day, median(answered)))
    return found


_THREE_DAYS = (3, 2)
"""Days, and how many of them answered, for which there is the quick way."""


def three_day_medians(values: Sequence[float | None]) -> Sequence[tuple[int, float]]:
    """(day, median) of each answered day after day 0 that has another answer in the two days before it.

    The median is of that day and the two before, day 0 never among them.
    """
    # Names that move along, no window cut out and sorted for each day: five years hold 3,652 of them.
    found: list[tuple[int, float]] = []
    earlier = before = None
    for day, value in enumerate(islice(values, 1, None), start=1):
        if value is None:
            pass
        elif before is None:
            if earlier is not None:
                found.append((day, (earlier + value) / 2))
        elif earlier is None:
            found.append((day, (before + value) / 2))
        elif earlier <= before:
            found.append((day, before if before <= value else earlier if value <= earlier else value))
        else:
            found.append((day, before if value <= before else earlier if earlier <= value else value))
        earlier, before = before, value
    return found


def _baseline(by_day: Mapping[int, float | None], session_day: int, by: Yardstick) -> float | None:
    before = map(by_day.get, range(session_day - by.baseline_days, session_day))
    answered = [value for value in before if value is not None]
    return median(answered) if len(answered) >= by.baseline_min_days else None


def _onset(rating: Track, span: Span, threshold: float) -> tuple[float, int] | tuple[None, None]:
    """Hours since the session's end, and day, of the first check-in at `threshold` the next one holds.

    Check-ins filled in later, or where this rating was not answered, are neither first nor next.
    """
    first: int | None = None
    for place in range(bisect_left(rating.at, span.ended), bisect_left(rating.at, span.until)):
        value = rating.answers[place]
        if value is None or rating.late[place]:
            continue
        if value < threshold:
            first = None
        elif first is None:
            first = place
        else:
            # Travel can date a check-in before the session it follows; it still belongs to day 0.
            day = max(0, rating.day[first] - span.first_day)
            return (rating.at[first] - span.ended) / SECONDS_PER_HOUR, day
    return None, None


def _held(medians: Iterable[tuple[int, float]], telling: int, since: int, threshold: float) -> tuple[int | None, int]:
    """The day benefit that was there on day `since` was lost, if it was, and the last day it is known of.

    Only medians from day `telling` on, of days wholly after `since`, tell of a loss: what came before the benefit
    cannot.
    """
    last = since
    for day, value in medians:
        if value > threshold:
            last = day
        elif day >= telling:
            return day, day
    return None, max(since, last)
