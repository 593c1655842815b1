"""What one session did to one rating: baseline, onset, peak, and the loss of benefit.

Hours run from the instant the session ended. Days are local dates: day 0 is the session's own, and
its value, which mixes before and after, belongs neither to the baseline nor to any 3-day median.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import inf
from operator import itemgetter
from statistics import median

BASELINE_DAYS = 3
"""Local days before the session's own. Clinical rule: baseline of daily ratings."""

BASELINE_MIN_DAYS = 2
"""How many of those must be answered. Clinical rule: baseline of daily ratings."""

MEDIAN_DAYS = 3
"""Local days under a 3-day median: the day it is dated on and the two before. Clinical rule: peak, loss.

Own rule, as for the baseline: two answers are enough, that day's among them. One alone is no trend, and no
figure is dated on a day without an entry."""

BENEFIT_POINTS = 2.0
"""Points (0-10) above the baseline from which there is benefit. Clinical rule: onset."""

LOSS_POINTS = 1.0
"""Points (0-10) above the baseline down to which benefit is lost. Clinical rule: loss of benefit."""

SECONDS_PER_HOUR = 3600

TOLERANCE = 1e-9
"""Points. Own rule: 4.3 is two points above 2.3 for a reader, whatever binary fractions make of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Figures of one rating in one interval; None wherever the rules give no value.

    `baseline` and `peak` are points 0-10, `onset_hours` hours since the session's end; days count from
    the session's date. `held_days` is how long benefit is known to have lasted: to the loss or,
    where `censored`, to the last 3-day median that still showed it. Where benefit was never there,
    or no baseline says so, `loss_day`, `held_days` and `censored` are None.

    `threshold` is the person's own for this interval, `BENEFIT_POINTS` above the baseline; `lift` the peak less the
    baseline; `days_above` how many of the `n` days answered after the session's own stood at the threshold or above it.
    """

    baseline: float | None
    onset_hours: float | None
    peak: float | None
    peak_day: int | None
    loss_day: int | None
    held_days: int | None
    censored: bool | None
    threshold: float | None = None
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


def measure(rating: Track, span: Span) -> Measure:
    """The figures of one rating after one session."""
    values = list(map(rating.by_day.get, range(span.first_day, span.first_day + span.days)))
    baseline = _baseline(rating.by_day, span.first_day)
    # Without a baseline no value is above it: all that follows from benefit is then None by itself.
    benefit = inf if baseline is None else baseline + BENEFIT_POINTS - TOLERANCE
    loss = -inf if baseline is None else baseline + LOSS_POINTS + TOLERANCE
    medians = list(three_day_medians(values))
    peak_day, peak = max(medians, key=itemgetter(1), default=(None, None))
    onset_hours, onset_day = _onset(rating, span, benefit)
    lifted_day = next((day for day, value in medians if value >= benefit), None)
    since = min((day for day in (onset_day, lifted_day) if day is not None), default=None)
    loss_day, held_days = (None, None) if since is None else _held(medians, since, loss)
    answered = [value for value in values[1:] if value is not None]
    return Measure(
        baseline=baseline,
        onset_hours=onset_hours,
        peak=peak,
        peak_day=peak_day,
        loss_day=loss_day,
        held_days=held_days,
        censored=None if since is None else loss_day is None,
        threshold=None if baseline is None else baseline + BENEFIT_POINTS,
        lift=None if baseline is None or peak is None else peak - baseline,
        days_above=None if baseline is None or not answered else sum(map(benefit.__le__, answered)),
        n=len(answered),
    )


def three_day_medians(values: Sequence[float | None]) -> Iterator[tuple[int, float]]:
    """(day, median) of each answered day after day 0 that has another answer in the two days before it.

    The median is of that day and the two before, day 0 never among them.
    """
    # Three columns, not a window cut out and sorted for each day: five years hold 3,652 of them.
    days = zip(range(2, len(values)), chain((None,), values[1:]), values[1:], values[2:], strict=False)
    for day, earlier, before, value in days:
        if value is None:
            continue
        if before is not None and earlier is not None:
            yield day, _middle(earlier, before, value)
        elif before is not None:
            yield day, (before + value) / 2
        elif earlier is not None:
            yield day, (earlier + value) / 2


def _baseline(by_day: Mapping[int, float | None], session_day: int) -> float | None:
    before = map(by_day.get, range(session_day - BASELINE_DAYS, session_day))
    answered = [value for value in before if value is not None]
    return median(answered) if len(answered) >= BASELINE_MIN_DAYS else None


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


def _held(medians: Iterable[tuple[int, float]], since: int, threshold: float) -> tuple[int | None, int]:
    """The day benefit that was there on day `since` was lost, if it was, and the last day it is known of.

    Only medians of days wholly after `since` tell of a loss: what came before the benefit cannot.
    """
    held = since
    for day, value in medians:
        if value > threshold:
            held = max(held, day)
        elif day >= since + MEDIAN_DAYS:
            return day, day
    return None, held


def _middle(one: float, two: float, three: float) -> float:
    if one <= two <= three or three <= two <= one:
        return two
    return one if two <= one <= three or three <= one <= two else three
