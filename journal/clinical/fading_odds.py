"""The chance that benefit is lost by a day to come: the person's own clock, moved by where the ratings stand now.

Written out for a clinician in `docs/clinical/recovery.md`. What it is worth, on made-up patients whose truth is known,
stands in `docs/validation.md`; the weights were found there, by `python -m validation train`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

CLOCK_SHAPE = 4.0
"""How sharply losses gather around a person's usual day (Weibull). Own rule, chosen under the simulator: at 4, half of
a person's intervals end within a fifth of their middle."""

PRIOR_LOSSES = 1.0
"""Losses everybody is taken to have had before the first is seen. Own rule."""

PRIOR_DAYS = 12.0
"""Days that one took to come. Own rule, chosen under the simulator."""

SOON_DAYS = 7
"""Days ahead, for which the chance is given. Own rule."""

CERTAIN = 0.8
"""Chance that the day of loss lies within the days shown. Own rule."""

TAIL = 0.1
"""Chance that it lies before them, unless as much is lost already. Own rule."""

HORIZON_DAYS = 60
"""Days ahead, beyond which no day is named. Own rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known on `day` of an interval, counted from its session, from day 1.

    `held` pairs the days each past interval held with whether its loss was seen. `distance` is how many points the
    last week's mean lies above the line of loss, `fall` how many points a day the 3-day median fell in that week.
    """

    held: Sequence[tuple[int, bool]]
    day: int
    distance: float
    fall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each sign adds to the log-odds of loss on one day."""

    start: float
    clock: float
    distance: float
    fall: float
    unseen: float
    unseen_distance: float


WEIGHTS = Weights(start=-0.16, clock=0.79, distance=-0.6, fall=0.84, unseen=3.51, unseen_distance=-1.08)
"""Found under the simulator, with 6,000 made-up patients of a seed that the report does not use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """`soon` is the chance, 0-1, that benefit is lost in `SOON_DAYS` days, or already is without showing yet.

    With the chance `CERTAIN` the day of loss lies from `low` to `high`, days since the session. `low` is today where
    it may have been lost already; `high` is None where it lies beyond the horizon.
    """

    soon: float
    low: int
    high: int | None


def odds(signs: Signs, weights: Weights = WEIGHTS) -> Odds:
    lost = list(lost_by(signs, weights))
    low = next((ahead for ahead, chance in enumerate(lost) if chance > TAIL), len(lost))
    before = lost[low - 1] if low else 0.0
    if low == len(lost) or lost[-1] - before < CERTAIN:
        return Odds(soon=lost[SOON_DAYS], low=signs.day + low, high=None)
    # Days are whole: the one that comes nearest to the chance asked for, not always the first beyond it.
    high = min(range(low, len(lost)), key=lambda ahead: abs(lost[ahead] - before - CERTAIN))
    return Odds(soon=lost[SOON_DAYS], low=signs.day + low, high=signs.day + high)


def lost_by(signs: Signs, weights: Weights = WEIGHTS) -> Iterator[float]:
    """The chance that benefit is lost by today, by tomorrow, and so on to the horizon; it never falls."""
    holding = 1.0
    for ahead, clock in enumerate(_clock(signs)):
        log_odds = weights.start + weights.clock * clock + weights.distance * nearness(signs, ahead)
        log_odds += weights.fall * signs.fall
        if not ahead:
            log_odds += weights.unseen + weights.unseen_distance * signs.distance
        holding /= 1 + exp(log_odds)
        yield 1 - holding


def each_day(signs: Signs) -> Iterator[tuple[float, float, float, float, float, float]]:
    """What `Weights` weighs, in their order, for today, tomorrow, and so on to the horizon."""
    for ahead, clock in enumerate(_clock(signs)):
        unseen = 0.0 if ahead else 1.0
        yield 1.0, clock, nearness(signs, ahead), signs.fall, unseen, unseen * signs.distance


def nearness(signs: Signs, ahead: int) -> float:
    """The distance as it bears on a day `ahead`: half as much tomorrow as today, a third the day after."""
    return signs.distance / (1 + ahead)


def spent(held: Sequence[tuple[int, bool]], day: int) -> float:
    """How much of the person's own time has run by `day`: the losses their own clock would have by then, 1 at about
    their usual day.
    """
    losses, watched = _watched(held)
    return losses * log((watched + day**CLOCK_SHAPE) / watched)


def _clock(signs: Signs) -> Iterator[float]:
    """The logarithm of the person's own rate of loss, a day, for today and each day to the horizon.

    Having come as far as a day without a loss is watched too.
    """
    losses, watched = _watched(signs.held)
    before = log(watched + (signs.day - 1) ** CLOCK_SHAPE)
    for day in range(signs.day, signs.day + HORIZON_DAYS + 1):
        by_then = log(watched + day**CLOCK_SHAPE)
        yield log(losses * (by_then - before))
        before = by_then


def _watched(held: Sequence[tuple[int, bool]]) -> tuple[float, float]:
    """Losses, and the time they were watched for, on the clock's own scale.

    Weibull times whose rate is unknown, a priori Gamma: `PRIOR_LOSSES` after `PRIOR_DAYS`. Each past interval adds its
    days and, where it was seen, its loss; one that was cut off was watched for as long as it was.
    """
    losses = PRIOR_LOSSES + sum(seen for _, seen in held)
    return losses, PRIOR_LOSSES * PRIOR_DAYS**CLOCK_SHAPE + sum(days**CLOCK_SHAPE for days, _ in held)
