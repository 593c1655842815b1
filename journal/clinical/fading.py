"""Who is fading: how long the last intervals held, which way both lines turn, and the chance that benefit is lost soon.

It describes; it never advises. The rules, and a reason for each, are in `docs/clinical/recovery.md`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import fsum, log
from statistics import median
from typing import NamedTuple

from journal.clinical.fading_odds import Signs, odds, spent
from journal.clinical.intervals import Interval
from journal.clinical.measures import three_day_medians
from journal.clinical.rules import CATALOGUE, DEFAULT, Rules

WEEK_DAYS = 7
"""Days behind the distance and the fall. Clinical rule: a weekly mean."""

WEEK_MIN_DAYS = 4
"""How many of those must be answered; of a shorter stretch, the same share. Clinical rule: a weekly mean."""

MEDIAN_DAYS = 3
"""Days under the medians that the chance weighs, and how old the latest may be. The weights were found with it, so no
clinic moves it, nor any other number here."""

LAST_INTERVALS = 3
"""Past intervals that are named, and whose shortest gives the warning. Clinical rule: worklist."""

WORN_OFF_DAYS = 4
"""Days whose mean tells that benefit has worn off. Own rule, chosen under the simulator."""

WORN_OFF_MIN_DAYS = 2
"""How many of those must be answered. Own rule."""

WORN_OFF_POINTS = 0.25
"""Points above the line of loss down to which that mean tells so on the person's usual day. Own rule, likewise."""

WORN_OFF_EARLY_POINTS = 0.5
"""Points less for each time their clock stands at a share of that smaller by e. Own rule, likewise: what comes early
needs more to show."""

LOOKS_BACK_DAYS = max(WEEK_DAYS + 2 * (MEDIAN_DAYS - 1), 2 * int(CATALOGUE["fading.window_days"].most) - 1)
"""Days before today that any figure looks at: a week before the oldest median that may be the latest, and its own; or
the longest turn that a clinic may ask for."""

ByDay = Mapping[date, float | None]
"""A rating's daily values. Of days before the last `LOOKS_BACK_DAYS` nothing is asked."""


class WhyNot(StrEnum):
    """Why no chance is given."""

    FEW_INTERVALS = "few_intervals"
    NO_BASELINE = "no_baseline"
    NO_BENEFIT = "no_benefit"
    BENEFIT_LOST = "benefit_lost"
    FEW_ANSWERS = "few_answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """Whether the last days' median lies below that of as many before; False where either is unknown."""

    mood: bool
    function: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fading:
    """Where this interval stands against the person's own past ones, in mood.

    `n` counts past intervals whose loss of benefit was seen, `held_days` has the days of the last three of them,
    oldest first, `low_days` and `high_days` their range; None where fewer were seen than the rules ask for. `day` is
    today's, from the session. The chance, 0-1, and the days between which the loss lies with a chance of 80 % are None
    where `why_not` says so; `high_day_80` also where it lies beyond the horizon.
    """

    n: int
    held_days: tuple[int, ...]
    low_days: int | None
    high_days: int | None
    day: int
    turning_down: Turning
    chance_7_days: float | None
    low_day_80: int | None
    high_day_80: int | None
    why_not: WhyNot | None
    worn_off: bool | None


class Benefit(NamedTuple):
    """What one session did to mood, as far as fading asks: `lost` is None where there was no benefit to lose."""

    date: date
    baseline: float | None
    held_days: int | None
    lost: bool | None


def benefits(intervals: Iterable[Interval]) -> tuple[Benefit, ...]:
    return tuple(
        Benefit(
            date=interval.date,
            baseline=interval.mood.baseline,
            held_days=interval.mood.held_days,
            lost=None if interval.mood.censored is None else not interval.mood.censored,
        )
        for interval in intervals
    )


def fading(
    course: Sequence[Benefit], mood: ByDay, function: ByDay, today: date, *, rules: Rules = DEFAULT
) -> Fading | None:
    """How the interval of `today` stands; None before the first session. `course` ascends by session."""
    begun = [benefit for benefit in course if benefit.date <= today]
    if not begun:
        return None
    held = tuple(benefit.held_days for benefit in begun[:-1] if benefit.lost and benefit.held_days is not None)
    last = held[-LAST_INTERVALS:]
    known_well = len(held) >= rules.count("fading.min_intervals")
    found = signs(begun, mood, today, rules=rules)
    known, why_not = (odds(found), None) if isinstance(found, Signs) else (None, found)
    return Fading(
        n=len(held),
        held_days=last,
        low_days=min(last) if known_well else None,
        high_days=max(last) if known_well else None,
        day=(today - begun[-1].date).days,
        turning_down=Turning(
            mood=_down(_recent(mood, begun[-1].date, today), rules),
            function=_down(_recent(function, begun[-1].date, today), rules),
        ),
        chance_7_days=None if known is None else round(known.soon, 2),
        low_day_80=None if known is None else known.low,
        high_day_80=None if known is None else known.high,
        why_not=why_not,
        worn_off=worn_off(begun, mood, today, rules=rules),
    )


def signs(course: Sequence[Benefit], mood: ByDay, today: date, *, rules: Rules = DEFAULT) -> Signs | WhyNot:
    """What the chance of the last interval of `course` rests on, or why there is none.

    Enough intervals come first, then a benefit to lose, then answers to see it by.
    """
    *past, current = course
    if not enough(past, rules):
        return WhyNot.FEW_INTERVALS
    if current.baseline is None:
        return WhyNot.NO_BASELINE
    if current.lost is not False:
        return WhyNot.BENEFIT_LOST if current.lost else WhyNot.NO_BENEFIT
    day, values = (today - current.date).days, _recent(mood, current.date, today)
    week = [value for value in values[-WEEK_DAYS:] if value is not None]
    medians = {back: value for back, value in enumerate(reversed(three_day_medians(values))) if value is not None}
    latest = next((back for back in range(MEDIAN_DAYS) if back in medians), None)
    if latest is None or len(week) * WEEK_DAYS < WEEK_MIN_DAYS * min(WEEK_DAYS, day):
        return WhyNot.FEW_ANSWERS
    return Signs(
        held=_held(past),
        day=day,
        distance=fsum(week) / len(week) - current.baseline - rules["loss.points"],
        fall=_fall(medians, latest),
    )


def worn_off(course: Sequence[Benefit], mood: ByDay, today: date, *, rules: Rules = DEFAULT) -> bool | None:
    """Whether benefit that was there seems gone, seen sooner and more surely than by the loss alone.

    The mean of the last days is held against the line of loss, moved by the person's own clock. None where there are
    too few intervals, no benefit that could wear off, or too few answers.
    """
    *past, current = course
    day = (today - current.date).days
    if not enough(past, rules) or current.baseline is None or current.lost is None or day < WORN_OFF_DAYS:
        return None
    known = [value for value in _recent(mood, current.date, today)[-WORN_OFF_DAYS:] if value is not None]
    if len(known) < WORN_OFF_MIN_DAYS:
        return None
    above = fsum(known) / len(known) - current.baseline - rules["loss.points"]
    return above <= WORN_OFF_POINTS + WORN_OFF_EARLY_POINTS * log(spent(_held(past), day))


def enough(past: Iterable[Benefit], rules: Rules = DEFAULT) -> bool:
    """Whether the loss of benefit was seen often enough to say anything."""
    return sum(benefit.lost is True for benefit in past) >= rules.count("fading.min_intervals")


def _held(past: Iterable[Benefit]) -> list[tuple[int, bool]]:
    """Days held, and whether the loss was seen; what was watched for less than a day says nothing about days."""
    return [(benefit.held_days, benefit.lost is True) for benefit in past if benefit.held_days]


def _recent(by_day: ByDay, session: date, today: date) -> Sequence[float | None]:
    """The values up to today, the latest last; None before day 1, which no figure mixes with what came before.

    The first place is of no day: a 3-day median takes it for day 0.
    """
    days = min(LOOKS_BACK_DAYS + 1, (today - session).days)
    known = [by_day.get(today - timedelta(days=back)) for back in range(days - 1, -1, -1)]
    return [None] * (LOOKS_BACK_DAYS + 2 - max(0, days)) + known


def _fall(medians: Mapping[int, float], latest: int) -> float:
    """Points a day by which the 3-day median fell in the week before the latest; 0 where it rose or none is known.

    The two share no day, so that an answer never stands on both sides.
    """
    week_ago = range(latest + WEEK_DAYS, latest + MEDIAN_DAYS - 1, -1)
    before = next((back for back in week_ago if back in medians), None)
    return 0.0 if before is None else max(0.0, (medians[before] - medians[latest]) / (before - latest))


def listed_from(found: Fading, rules: Rules = DEFAULT) -> int | None:
    """The day of the interval from which it is worth a look, or None where it is not: a warning, not a finding.

    Both lines turn down, and the shortest of the last three is as near as the rules say, or past.
    """
    if found.low_days is None or not (found.turning_down.mood and found.turning_down.function):
        return None
    first = found.low_days - rules.count("fading.ahead")
    return first if found.day >= first else None


def _down(values: Sequence[float | None], rules: Rules) -> bool:
    days, least = rules.count("fading.window_days"), rules.count("fading.window_min_days")
    now, before = _median(values[-days:], least), _median(values[-2 * days : -days], least)
    return now is not None and before is not None and now < before


def _median(values: Sequence[float | None], least: int) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if len(known) >= least else None
