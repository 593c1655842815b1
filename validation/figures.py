"""What the estimates come to against the truth, counted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from journal.clinical.fading_odds import SOON_DAYS, Odds, Weights, odds
from validation.looks import Look, Seen
from validation.patients import WATCHED

WITHIN_DAYS = 3
"""Days on either side of the true one in which wear-off counts as found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One evening's estimate and what came of it."""

    who: Seen
    chance: float
    lost: bool
    covered: bool
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Means over `n` estimates of `patients` patients. `width` is the median number of days from low to high."""

    n: int
    patients: int
    predicted: float
    observed: float
    coverage: float
    brier: float
    width: float | None

    @property
    def base_brier(self) -> float:
        """Of always saying how often it happens."""
        return self.observed * (1 - self.observed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """Shares of `n` intervals whose benefit was truly lost while watched: they add up to 1."""

    n: int
    found: float
    early: float
    late: float


def estimates(people: Iterable[Seen], weights: Weights) -> list[Estimate]:
    return [_estimate(who, look, odds(look.signs, weights)) for who in people for look in who.looks]


def _estimate(who: Seen, look: Look, found: Odds) -> Estimate:
    # A loss that has been, unseen, counts as today's.
    loss = look.day + max(0, look.left)
    return Estimate(
        who=who,
        chance=found.soon,
        lost=look.left <= SOON_DAYS,
        covered=found.low <= loss and (found.high is None or loss <= found.high),
        days=None if found.high is None else found.high - found.low + 1,
    )


def calibration(found: Sequence[Estimate]) -> Calibration:
    n = len(found)
    widths = sorted(each.days for each in found if each.days is not None)
    return Calibration(
        n=n,
        patients=len({id(each.who) for each in found}),
        predicted=fsum(each.chance for each in found) / n,
        observed=sum(each.lost for each in found) / n,
        coverage=sum(each.covered for each in found) / n,
        brier=fsum((each.chance - each.lost) ** 2 for each in found) / n,
        width=widths[len(widths) // 2] if widths else None,
    )


def deciles(found: Sequence[Estimate]) -> list[Sequence[Estimate]]:
    """Tenths of the scale from 0 to 1, each with the estimates that fall there."""
    return [[each for each in found if min(9, int(each.chance * 10)) == tenth] for tenth in range(10)]


def told(people: Iterable[Seen]) -> list[Seen]:
    """Those of whom something was said, and whose benefit was truly there and truly lost while they were watched."""
    return [who for who in people if who.looks and 1 < who.made.loss_day < WATCHED]


def detection(people: Sequence[Seen], day: Callable[[Seen], int | None]) -> Detection:
    """`day` is the one on which a sign first says that benefit is gone; never counts as late."""
    said = [(day(who), who.made.loss_day) for who in people]
    n = len(said)
    early = sum(at is not None and at < loss - WITHIN_DAYS for at, loss in said)
    late = sum(at is None or at > loss + WITHIN_DAYS for at, loss in said)
    return Detection(n=n, found=(n - early - late) / n, early=early / n, late=late / n)
