"""What the journal knows of a made-up patient on each day of the last interval, by its own rules and nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta

from journal.clinical.daily import daily
from journal.clinical.fading import Benefit, Fading, benefits, enough, fading, listed_from, signs, worn_off
from journal.clinical.fading_odds import Signs
from journal.clinical.intervals import intervals, track
from journal.clinical.measures import Span, Track, measure
from validation.patients import WATCHED, Made

DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One day on which a chance is given. `left` is the true days to the loss; 0 and less: it has been."""

    day: int
    signs: Signs
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One patient. Days are None where there was none.

    `known` says whether three past losses were seen, without which nothing is said.
    `rule_day` is the day on which the rule dates the loss, `worn_off_day` the first on which benefit is said to have
    worn off, `listed_day` the first on which the worklist calls the patient fading.
    """

    made: Made
    known: bool
    looks: tuple[Look, ...]
    rule_day: int | None
    worn_off_day: int | None
    listed_day: int | None


def seen(made: Made) -> Seen:
    """The patient, looked at every evening of the last interval."""
    days = daily(made.ratings)
    *past, last = intervals(made.ratings, days, made.sessions)
    mood_track = track(made.ratings, made.ratings.mood, days, days.mood)
    dates = list(map(date.fromordinal, days.day))
    mood, function = (dict(zip(dates, column, strict=True)) for column in (days.mood, days.function))
    course = benefits(past)
    looks: list[Look] = []
    worn_off_day = listed_day = None
    for day in range(1, WATCHED if enough(course) else 1):
        today = last.date + timedelta(days=day)
        now = (*course, until(mood_track, made, day))
        found = signs(now, mood, today)
        if isinstance(found, Signs):
            looks.append(Look(day=day, signs=found, left=made.loss_day - day))
        if worn_off_day is None and worn_off(now, mood, today):
            worn_off_day = day
        if listed_day is None and _listed(fading(now, mood, function, today)):
            listed_day = day
    return Seen(
        made=made,
        known=enough(course),
        looks=tuple(looks),
        rule_day=last.mood.loss_day,
        worn_off_day=worn_off_day,
        listed_day=listed_day,
    )


def _listed(found: Fading | None) -> bool:
    return found is not None and listed_from(found) is not None


def until(rating: Track, made: Made, day: int) -> Benefit:
    """What was known of the last session's benefit on the evening of `day`."""
    session = made.sessions[-1]
    first_day = session.local_date.toordinal()
    evening = session.started_at.replace(hour=0, minute=0).timestamp() + (day + 1) * DAY_SECONDS
    span = Span(
        untreated=first_day, first_day=first_day, days=day + 1, ended=session.ended_at.timestamp(), until=evening
    )
    found = measure(rating, span)
    return Benefit(
        date=session.local_date,
        baseline=found.baseline,
        held_days=found.held_days,
        lost=None if found.censored is None else not found.censored,
    )
