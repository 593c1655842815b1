"""What one session did to one rating: baseline, onset, peak, and the loss of benefit.

Hours run from the instant the session ended. Days are local dates: day 0 is the session's own, and
its value, which mixes before and after, belongs neither to the baseline nor to any median of days.

How many days and how many points are rows of the clinic's rules; a `Yardstick` has them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from math import inf
from statistics import median
from typing import NamedTuple

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


class Measure(NamedTuple):
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

    `at` is UTC epoch seconds; `day` the date's ordinal; `late` what was filled in later. `values` has one place per
    date, from the ordinal `first_day` to the last day with an entry. Not answered is None.
    """

    at: Sequence[float]
    day: Sequence[int]
    late: Sequence[bool]
    answers: Sequence[float | None]
    first_day: int
    values: Sequence[float | None]


class Span(NamedTuple):
    """Where an interval lies: day 0 and how many days, and the instants between which onset counts.

    The days of its baseline are those before the ordinal `untreated`: day 0, unless a series came before.
    """

    untreated: int
    first_day: int
    days: int
    ended: float
    until: float


def measure(rating: Track, span: Span, by: Yardstick = SHIPPED) -> Measure:
    """The figures of one rating after one session."""
    values = _between(rating, span.first_day, span.first_day + span.days)
    answered = [value for value in values[1:] if value is not None]
    baseline = _baseline(rating, span, by)
    # Without a baseline no value is above it: all that follows from benefit is then None by itself.
    benefit = inf if baseline is None else baseline + by.onset_points - TOLERANCE
    loss = -inf if baseline is None else baseline + by.loss_points + TOLERANCE
    onset_hours, onset_day = _onset(rating, span, benefit)
    peak, peak_day, held_days, loss_day = _followed(medians_of(values, by), onset_day, benefit, loss, by.median_days)
    return Measure(
        baseline=baseline,
        onset_hours=onset_hours,
        peak=peak,
        peak_day=peak_day,
        loss_day=loss_day,
        held_days=held_days,
        censored=None if held_days is None else loss_day is None,
        threshold=None if baseline is None else baseline + by.onset_points,
        loss_line=None if baseline is None else baseline + by.loss_points,
        lift=None if baseline is None or peak is None else peak - baseline,
        days_above=None if baseline is None or not answered else len([value for value in answered if value >= benefit]),
        n=len(answered),
    )


def _between(rating: Track, start: int, end: int) -> Sequence[float | None]:
    """The values of the days from the ordinal `start` to the one before `end`, as far as the journal has come."""
    low, high = start - rating.first_day, end - rating.first_day
    if low >= 0:
        return rating.values[low:high]
    return [*repeat(None, min(-low, high - low)), *rating.values[: max(0, high)]]


def medians_of(values: Sequence[float | None], by: Yardstick) -> Sequence[float | None]:
    """One place per day: the median of the answered ones among it and those before, None where there is none.

    There is none on day 0, on a day without an answer, and where fewer are answered than the rules ask for: one answer
    alone is no trend, as shipped. Day 0 is in no median.
    """
    if (by.median_days, by.median_min_days) == _THREE_DAYS:
        return three_day_medians(values)
    found: list[float | None] = []
    for day, value in enumerate(values):
        window = values[max(1, day - by.median_days + 1) : day + 1]
        answered = [each for each in window if each is not None]
        found.append(None if value is None or len(answered) < by.median_min_days else median(answered))
    return found


_THREE_DAYS = (3, 2)
"""Days, and how many of them answered, for which there is the quick way."""


def three_day_medians(values: Sequence[float | None]) -> Sequence[float | None]:
    """One place per day: the median of it and the two before; None where it, or both of those, are not answered.

    Day 0 has none, and is in none.
    """
    # Names that move along, no window cut out and sorted for each day: five years hold 3,652 of them.
    found: list[float | None] = [None] * min(1, len(values))
    earlier = before = None
    for value in islice(values, 1, None):
        if value is None:
            found.append(None)
        elif before is None:
            found.append(None if earlier is None else (earlier + value) / 2)
        elif earlier is None:
            found.append((before + value) / 2)
        elif earlier <= before:
            found.append(before if before <= value else earlier if value <= earlier else value)
        else:
            found.append(before if value <= before else earlier if earlier <= value else value)
        earlier, before = before, value
    return found


def _baseline(rating: Track, span: Span, by: Yardstick) -> float | None:
    before = _between(rating, span.untreated - by.baseline_days, span.untreated)
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


def _followed(
    medians: Iterable[float | None], onset_day: int | None, benefit: float, loss: float, wholly: int
) -> tuple[float | None, int | None, int | None, int | None]:
    """The highest median and its day, the last day benefit is known of, and the day it was lost; each None if none is.

    Benefit is there from its onset, or from the first median of `benefit` where that comes sooner. Only a median of
    `wholly` days after that can tell of its loss: what came before the benefit cannot.
    """
    # All in one pass, and what is asked of every day first: five years hold 3,652 medians.
    peak, peak_day, last, loss_day, since = -inf, None, None, None, onset_day
    for day, value in enumerate(medians):
        if value is None:
            continue
        if value > peak:
            peak, peak_day = value, day
        if value >= benefit and (since is None or day < since):
            since = day
        if value > loss:
            last = day
        elif loss_day is None and since is not None and day >= since + wholly:
            loss_day = day
    held_days = None if since is None else loss_day or max(since, last or since)
    return None if peak_day is None else peak, peak_day, held_days, loss_day
