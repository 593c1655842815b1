"""The true course after one session, without noise: points above the level the illness holds by itself, by day."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from math import exp, log

NEAR_LOSS = 1.0
"""Points above the level before, near which a course is built to go. When benefit is truly lost is not said here: it
is counted from the course as it turns out, with what the session before has left."""


class Shape(StrEnum):
    LINEAR = "sharp rise, linear decay"
    PLATEAU = "plateau, then a drop"
    SIGMOID = "slow sigmoid"
    DRIFT = "decay on a drifting level"
    NONE = "no response"


Lift = Callable[[int, float, float], float]
"""(day since the session, full lift in points, the day about which it goes) → points; `full` is above 2."""


def linear(day: int, full: float, loss: float) -> float:
    """There by day 1, then down in a straight line, at `NEAR_LOSS` on the day."""
    return full - (full - NEAR_LOSS) * (day - 1) / (loss - 1)


def plateau(day: int, full: float, loss: float) -> float:
    """There by day 1, kept, down by `NEAR_LOSS` on the day, and gone some days later."""
    begun = log(full / NEAR_LOSS - 1)
    return full / (1 + exp(1.2 * (day - loss) - begun))


def sigmoid(day: int, full: float, loss: float) -> float:
    """Up over the first week, down by `NEAR_LOSS` on the day, and gone within about two more."""
    rise = 1 / (1 + exp(-1.2 * (day - 3)))
    begun = log(full / NEAR_LOSS - 1)
    return full * rise / (1 + exp(0.35 * (day - loss) - begun))


def decay(day: int, full: float, loss: float) -> float:
    """There by day 1, then less each day by the same share, at `NEAR_LOSS` on the day."""
    rate = log(full / NEAR_LOSS) / (loss - 1)
    return full * exp(-rate * (day - 1))


def nothing(day: int, full: float, loss: float) -> float:
    """A brief lift too small to be called one."""
    return 0.6 * exp(-day / loss)


LIFTS: Mapping[Shape, Lift] = {
    Shape.LINEAR: linear,
    Shape.PLATEAU: plateau,
    Shape.SIGMOID: sigmoid,
    Shape.DRIFT: decay,
    Shape.NONE: nothing,
}
