"""How long something lasts over many people, each counted once: Kaplan and Meier's curve with its band."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt

from journal.clinical.durability import MEDIAN, reaches, survival
from journal.clinical.proportions import Z
from journal.clinical.small_cells import FEWEST

MOST_MARKS = 8
"""Places along the axis at which the number still watched is said, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`share` still holds after `at`, with its 95 % band; of those `at_risk` just before.

    The band is None where the share is 0, which has no such interval.
    """

    at: float
    at_risk: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How many were still watched at `at`."""

    at: float
    at_risk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Of `n` people. The curve runs to `until`, the last time at which `FEWEST` of them were still watched.

    `median` is when half had ended, with the times at which the band does: None where that is not reached.
    """

    n: int
    until: float
    steps: tuple[Step, ...]
    median: float | None
    median_low: float | None
    median_high: float | None
    marks: tuple[Mark, ...]


def curve(watched: Sequence[tuple[float, bool]], spacings: Sequence[float]) -> Curve | None:
    """The curve of those watched (how long, and whether it ended then), or None of fewer than `FEWEST`.

    `spacings` are those that marks may have, ascending; the first that needs no more than `MOST_MARKS` is taken.
    """
    if len(watched) < FEWEST:
        return None
    times = sorted(time for time, _ in watched)
    until = times[-FEWEST]
    points = [(at, holding) for at, holding in survival(watched) if at <= until]
    steps = _steps(watched, points)
    return Curve(
        n=len(watched),
        until=until,
        steps=steps,
        median=reaches(points, MEDIAN),
        median_low=next((step.at for step in steps if step.low is not None and step.low <= MEDIAN), None),
        median_high=next((step.at for step in steps if step.high is not None and step.high <= MEDIAN), None),
        marks=_marks(times, until, spacings),
    )


def _steps(watched: Sequence[tuple[float, bool]], points: Sequence[tuple[float, Fraction]]) -> tuple[Step, ...]:
    """Greenwood's variance, on the scale of log(-log): the band stays within 0-1 (Kalbfleisch and Prentice 1980)."""
    times, ended = sorted(time for time, _ in watched), Counter(time for time, lost in watched if lost)
    found, summed = [], 0.0
    for at, holding in points:
        at_risk, lost = _at_risk(times, at), ended[at]
        low = high = None
        if holding:
            summed += lost / (at_risk * (at_risk - lost))
            reach = exp(Z * sqrt(summed) / log(holding))
            low, high = float(holding) ** (1 / reach), float(holding) ** reach
        found.append(Step(at=at, at_risk=at_risk, share=float(holding), low=low, high=high))
    return tuple(found)


def _marks(times: Sequence[float], until: float, spacings: Sequence[float]) -> tuple[Mark, ...]:
    apart = next((each for each in spacings if until / each < MOST_MARKS), spacings[-1])
    places = [place * apart for place in range(min(int(until / apart), MOST_MARKS - 1) + 1)]
    return tuple(Mark(at=place, at_risk=_at_risk(times, place)) for place in places)


def _at_risk(times: Sequence[float], at: float) -> int:
    """How many of these times, which ascend, are `at` or later."""
    return len(times) - bisect_left(times, at)
