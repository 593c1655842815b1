"""How long benefit lasts and how far function leads, over all of one patient's intervals.

Some intervals end before the benefit does: the next session, or the last entry, cuts them off.
Leaving those out would shorten the estimate, counting them as losses too; Kaplan and Meier's
product-limit estimate uses each for as long as it was watched (J Am Stat Assoc 1958;53:457-481).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from journal.clinical.intervals import Interval
from journal.clinical.measures import Measure
from journal.clinical.rules import DEFAULT, Rules

MEDIAN = Fraction(1, 2)
"""Share of intervals still holding at the figure called the median."""

LOW, HIGH = Fraction(3, 4), Fraction(1, 4)
"""Share still holding at `low` and `high`. Own rule: the spread is the middle half (the quartiles)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Durability:
    """Days from a session to the loss of its benefit.

    `n` counts the intervals with benefit that were watched for a day or more, `events` those of them
    where it was lost. Figures are days, None with fewer intervals than the rules ask for and where the curve never
    falls that far.
    """

    n: int
    events: int
    median_days: float | None
    low_days: float | None
    high_days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Durabilities:
    mood: Durability
    function: Durability


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Hours by which function rose before mood; negative where mood came first.

    `n` counts the intervals in which both rose. Figures are None with fewer than the rules ask for.
    """

    n: int
    median_hours: float | None
    low_hours: float | None
    high_hours: float | None


def durabilities(intervals: Sequence[Interval], *, rules: Rules = DEFAULT) -> Durabilities:
    least = rules.count("durability.min_intervals")
    return Durabilities(
        mood=_durability([interval.mood for interval in intervals], least),
        function=_durability([interval.function for interval in intervals], least),
    )


def lead(intervals: Sequence[Interval], *, rules: Rules = DEFAULT) -> Lead:
    leads = [(interval.lead_hours, True) for interval in intervals if interval.lead_hours is not None]
    low, median, high = _spread(leads, rules.count("durability.min_intervals"))
    return Lead(n=len(leads), median_hours=median, low_hours=low, high_hours=high)


def survival(watched: Iterable[tuple[float, bool]]) -> tuple[tuple[float, Fraction], ...]:
    """The product-limit estimate: at each time of loss, the exact share that still holds after it.

    `watched` pairs how long each was watched with whether it was lost then (False: censored).
    What is censored at the very time of a loss was still at risk of it.
    """
    ordered = sorted(watched)
    at_risk, holding = len(ordered), Fraction(1)
    curve: list[tuple[float, Fraction]] = []
    for time, group in groupby(ordered, key=itemgetter(0)):
        outcomes = [lost for _, lost in group]
        lost = sum(outcomes)
        if lost:
            # Holding times (at_risk - lost) / at_risk, reduced once: fractions multiplied reduce at every step.
            holding = Fraction(holding.numerator * (at_risk - lost), holding.denominator * at_risk)
            curve.append((time, holding))
        at_risk -= len(outcomes)
    return tuple(curve)


def reaches(curve: Sequence[tuple[float, Fraction]], share: Fraction) -> float | None:
    """When the curve falls to `share`, or None if it never does.

    Where it runs level at exactly `share`, the middle of that stretch: without censoring this is
    the ordinary median of an even number. A stretch that no later loss ends counts from its start.
    """
    for place, (time, holding) in enumerate(curve):
        if holding <= share:
            level = holding == share and place + 1 < len(curve)
            return (time + curve[place + 1][0]) / 2 if level else time
    return None


def _durability(measures: Iterable[Measure], least: int) -> Durability:
    watched: list[tuple[float, bool]] = [
        # Watched for less than a day says nothing about days: it must not help n to enough.
        (measure.held_days, measure.loss_day is not None)
        for measure in measures
        if measure.held_days
    ]
    low, median, high = _spread(watched, least)
    return Durability(
        n=len(watched),
        events=sum(lost for _, lost in watched),
        median_days=median,
        low_days=low,
        high_days=high,
    )


def _spread(watched: Sequence[tuple[float, bool]], least: int) -> tuple[float | None, float | None, float | None]:
    """`LOW`, `MEDIAN` and `HIGH`; with fewer than `least` each is shown and nothing is summed up."""
    if len(watched) < least:
        return None, None, None
    curve = survival(watched)
    return reaches(curve, LOW), reaches(curve, MEDIAN), reaches(curve, HIGH)
