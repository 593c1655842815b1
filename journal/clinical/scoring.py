"""How a questionnaire's answers become a total, and what a total says. The rules are data: a `Scale`.

The same arithmetic runs on the phone (`web/src/core/scoring.ts`), so all of it is in whole numbers: tenths of a point.
`tests/clinical/reference/scores.csv` has rows that both must agree with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Method(StrEnum):
    SUM = "sum"
    MEAN = "mean"
    """The mean of the scored answers, rounded to one decimal, half upward."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """How far a total must have fallen from the baseline: in points, or in percent of it. One of the two."""

    points: float | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Items of one questionnaire that are also read on their own."""

    code: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How a total is read. Where anything is said of change, higher is worse. What is None is not said.

    `bands` are the least totals of each band, ascending; none where nobody has published any. A percentage has a
    meaning only from `percent_from` at baseline. `reliable` (change beyond the noise of measurement) and `worse` are in
    points. `cut_off` is the range within which a diagnosis becomes likely. `labels` are the words for bands
    of a clinic's own. `recall_days` is how far back the questions ask. `sources` says of each number, by its name,
    where it is from.
    """

    method: Method = Method.SUM
    bands: tuple[tuple[float, str], ...] = ()
    percent_from: float | None = None
    partial: Criterion | None = None
    response: Criterion | None = None
    remission_below: float | None = None
    remission_at_most: float | None = None
    reliable: float | None = None
    worse: float | None = None
    cut_off: tuple[float, float] | None = None
    clusters: tuple[Cluster, ...] = ()
    recall_days: int | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


def total(scale: Scale, answers: Sequence[int]) -> float:
    """The total of the scored answers, of which there is at least one: a whole number, or a mean to one decimal."""
    whole = sum(answers)
    if scale.method is Method.SUM:
        return whole
    count = len(answers)
    return (20 * whole + count) // (2 * count) / 10


def band(scale: Scale, value: float) -> str:
    """The severity band a total falls in, or an empty text where it falls in none."""
    return next((name for least, name in reversed(scale.bands) if value >= least), "")


def change(value: float, baseline: float) -> float:
    """Points from the baseline, below 0 where it has fallen. Whole numbers stay whole."""
    return round(value - baseline, 1)


def percent(scale: Scale, value: float, baseline: float) -> float | None:
    """The same in percent of the baseline, None where that is too low for a percentage to mean anything."""
    if scale.percent_from is None or baseline < scale.percent_from or baseline == 0:
        return None
    return 100 * (_tenths(value) - _tenths(baseline)) / _tenths(baseline)


def reliable(scale: Scale, value: float, baseline: float) -> bool | None:
    """Whether the change, either way, is beyond the noise of measurement."""
    return None if scale.reliable is None else abs(change(value, baseline)) >= scale.reliable


def response(scale: Scale, value: float, baseline: float) -> str | None:
    """The first that holds: worse, remission, response, partial, no_response; None where the rules say nothing."""
    if scale.worse is not None and change(value, baseline) >= scale.worse:
        return "worse"
    if _remitted(scale, value) and not _remitted(scale, baseline):
        return "remission"
    responded = _met(scale.response, scale, value, baseline)
    if responded is None:
        return None
    if responded:
        return "response"
    return "partial" if _met(scale.partial, scale, value, baseline) else "no_response"


def response_at(scale: Scale, baseline: float) -> float | None:
    """The highest total that is a response to this baseline; not rounded, None where there is none to speak of."""
    wanted = scale.response
    if wanted is None or _met(wanted, scale, baseline, baseline) is None:
        return None
    if wanted.points is not None:
        return change(baseline, wanted.points)
    return baseline * (100 - (wanted.percent or 0)) / 100


def clusters(scale: Scale, answers: Mapping[str, int]) -> dict[str, int]:
    """The sum of each cluster of a complete form."""
    return {cluster.code: sum(answers[item] for item in cluster.items) for cluster in scale.clusters}


def _remitted(scale: Scale, value: float) -> bool:
    if scale.remission_below is not None:
        return value < scale.remission_below
    return scale.remission_at_most is not None and value <= scale.remission_at_most


def _met(wanted: Criterion | None, scale: Scale, value: float, baseline: float) -> bool | None:
    """None where there is no such criterion, or the baseline is too low for its percentage."""
    if wanted is None:
        return None
    fall = _tenths(baseline) - _tenths(value)
    if wanted.points is not None:
        return fall >= _tenths(wanted.points)
    if wanted.percent is None or scale.percent_from is None or baseline < scale.percent_from:
        return None
    # Whole numbers, so that exactly half is half.
    return 1000 * fall >= _tenths(wanted.percent) * _tenths(baseline)


def _tenths(value: float) -> int:
    return round(value * 10)
