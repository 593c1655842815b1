"""The weights, found by likelihood: a logistic regression over each day from a look to the loss."""

from collections.abc import Iterable, Sequence
from math import exp

from journal.clinical.fading_odds import Weights, each_day
from validation.looks import Look

STEPS = 12
"""Newton steps; the likelihood is concave, and the last of them move nothing."""

EVERY = 3
"""Of a patient's looks, every third: neighbours tell the same story."""


def train(looks: Iterable[Look]) -> Weights:
    """The weights under which these losses were likeliest, to two decimals."""
    rows = [row for look in looks for row in _days(look)]
    weights = [0.0] * len(rows[0][0])
    for _ in range(STEPS):
        weights = _newton(rows, weights)
    return _named(weights)


def _named(weights: Sequence[float]) -> Weights:
    start, clock, distance, fall, unseen, unseen_distance = (round(weight, 2) for weight in weights)
    return Weights(
        start=start, clock=clock, distance=distance, fall=fall, unseen=unseen, unseen_distance=unseen_distance
    )


def _days(look: Look) -> Iterable[tuple[tuple[float, ...], bool]]:
    """The signs of each day from the look's own to the loss, and whether it came that day; what has been came then."""
    left = max(0, look.left)
    for ahead, signs in enumerate(each_day(look.signs)):
        yield signs, ahead == left
        if ahead == left:
            return


def _newton(rows: Sequence[tuple[tuple[float, ...], bool]], weights: Sequence[float]) -> list[float]:
    size = len(weights)
    slope = [0.0] * size
    curve = [[0.0] * size for _ in range(size)]
    for signs, lost in rows:
        chance = 1 / (1 + exp(-sum(weight * sign for weight, sign in zip(weights, signs, strict=True))))
        off, spread = lost - chance, chance * (1 - chance)
        for row in range(size):
            slope[row] += off * signs[row]
            weighed = spread * signs[row]
            line = curve[row]
            for column in range(row + 1):
                line[column] += weighed * signs[column]
    for row in range(size):
        for column in range(row + 1, size):
            curve[row][column] = curve[column][row]
    return [weight + step for weight, step in zip(weights, _solved(curve, slope), strict=True)]


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The vector that `matrix`, symmetric and positive, takes to `right`: by elimination."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for place in range(size):
        for below in range(place + 1, size):
            share = rows[below][place] / rows[place][place]
            rows[below] = [one - share * other for one, other in zip(rows[below], rows[place], strict=True)]
    found = [0.0] * size
    for place in reversed(range(size)):
        known = sum(rows[place][column] * found[column] for column in range(place + 1, size))
        found[place] = (rows[place][size] - known) / rows[place][place]
    return found
