"""Made-up patients, each with a diary and the truth behind it; the same seed makes the same patients, to the last bit.

Truth is the level without noise. Benefit is truly lost on the first day on which that level is no more than
`loss.points` above the true level before the session: the journal's own rule, asked of what no journal sees.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from math import exp
from random import Random
from statistics import median
from uuid import UUID

from journal.clinical.ids import PatientId, SessionId
from journal.clinical.measures import SHIPPED
from journal.clinical.ratings import Ratings
from journal.clinical.sessions import Route, Session
from validation.courses import LIFTS, Shape

FIRST = date(2026, 1, 5)
LEAD_IN = 7
"""Days of diary before the first session."""
WATCHED = 60
"""Days the last interval is followed: nobody treats again, so that the day of its loss is known."""
ANSWERED_AT = 20 * 3600
"""Seconds into the day: one check-in an evening."""


class Missing(StrEnum):
    FEW = "1 day in 10 missing"
    MANY = "1 day in 3 missing"
    SILENCE = "silence grows as mood falls"


class Spacing(StrEnum):
    WEEKS_2 = "every 2 weeks"
    WEEKS_3 = "every 3 weeks"
    WEEKS_4 = "every 4 weeks"
    AS_NEEDED = "2 to 10 days after benefit was lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One patient's diary, sessions and truth. `loss_day` is that of the last session, counted from it."""

    shape: Shape
    missing: Missing
    spacing: Spacing
    ratings: Ratings
    sessions: Sequence[Session]
    loss_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    shape: Shape
    missing: Missing
    spacing: Spacing
    base: float
    drift: float
    full: float
    typical_days: float
    spread: float
    noise: float


def patients(seed: int, number: int) -> Sequence[Made]:
    return [made(seed, place) for place in range(number)]


def made(seed: int, place: int) -> Made:
    """Patient number `place`; shapes, gaps and spacings take turns, so that each meets each."""
    # A seed is a text: the generator hashes it the same way on every machine.
    chance = Random(f"{seed}/{place}")
    shapes, gaps, spacings = list(Shape), list(Missing), list(Spacing)
    person = _Person(
        shape=shapes[place % len(shapes)],
        missing=gaps[place // len(shapes) % len(gaps)],
        spacing=spacings[place // (len(shapes) * len(gaps)) % len(spacings)],
        base=chance.uniform(2.0, 4.5),
        drift=chance.uniform(-0.02, 0.02) if shapes[place % len(shapes)] is Shape.DRIFT else 0.0,
        full=chance.uniform(3.0, 5.0),
        typical_days=min(40.0, max(7.0, chance.lognormvariate(2.85, 0.4))),
        spread=chance.uniform(0.08, 0.3),
        noise=chance.uniform(0.5, 1.0),
    )
    return _diary(person, chance)


def _diary(person: _Person, chance: Random) -> Made:
    starts: list[int] = [LEAD_IN]
    level = [person.base] * LEAD_IN
    for _ in range(chance.randint(4, 9)):
        gap, course = _interval(person, chance, level, followed=None)
        level += course[:gap]
        starts.append(starts[-1] + gap)
    _, course = _interval(person, chance, level, followed=WATCHED)
    before = median(level[-SHIPPED.baseline_days :])
    level += course
    return Made(
        shape=person.shape,
        missing=person.missing,
        spacing=person.spacing,
        ratings=_answers(person, chance, level),
        sessions=[_session(number, day) for number, day in enumerate(starts)],
        loss_day=_loss(before, course),
    )


def _loss(before: float, course: Sequence[float]) -> int:
    """The first day without benefit after it was there; day 1 where it never was. Day 0 mixes before and after."""
    there = next((day for day, value in enumerate(course) if day and value >= before + SHIPPED.onset_points), None)
    if there is None:
        return 1
    return next((day for day in range(there, WATCHED) if course[day] <= before + SHIPPED.loss_points), WATCHED)


def _interval(
    person: _Person, chance: Random, level: Sequence[float], *, followed: int | None
) -> tuple[int, list[float]]:
    """(days to the next session, the true level from the session's day on)."""
    loss = max(4.0, person.typical_days * chance.lognormvariate(0, person.spread))
    full = max(2.5, person.full + chance.gauss(0, 0.4))
    lift = LIFTS[person.shape]
    first, start = len(level), level[-1]
    fixed = {Spacing.WEEKS_2: 14, Spacing.WEEKS_3: 21, Spacing.WEEKS_4: 28}.get(person.spacing)
    gap = fixed or round(loss) + chance.randint(2, 10)
    course = []
    for day in range(followed or gap):
        floor = person.base + person.drift * (first + day)
        # What the session before still gives fades on beneath the new course, and the higher of the two is felt.
        rest = (start - floor) * exp(-day / 5)
        course.append(min(9.5, max(0.5, floor + max(lift(day, full, loss) if day else 0.0, rest, 0.0))))
    return gap, course


def _answers(person: _Person, chance: Random, level: Sequence[float]) -> Ratings:
    """One whole number from 0 to 10 an evening, where it was answered; function runs beside mood."""
    days: list[int] = []
    moods: list[float | None] = []
    functions: list[float | None] = []
    swing = 0.0
    for day, true in enumerate(level):
        # A bad day is followed by another more often than by chance alone.
        swing = 0.3 * swing + chance.gauss(0, person.noise * 0.954)
        own = chance.gauss(0, person.noise)
        mood, function = round(true + swing), round(true + 0.5 * swing + 0.8 * own)
        if chance.random() < _silence(person, true):
            continue
        days.append(day)
        moods.append(float(min(10, max(0, mood))))
        functions.append(float(min(10, max(0, function))))
    nothing = [None] * len(days)
    return Ratings(
        at=[_midnight(day).timestamp() + ANSWERED_AT for day in days],
        day=[FIRST.toordinal() + day for day in days],
        late=[False] * len(days),
        mood=moods,
        function=functions,
        sleep_hours=nothing,
        energy=nothing,
        anxiety=nothing,
        pain=nothing,
    )


def _silence(person: _Person, true: float) -> float:
    """The chance that a day is missing."""
    if person.missing is Missing.FEW:
        return 0.1
    if person.missing is Missing.MANY:
        return 1 / 3
    return 0.1 + 0.5 / (1 + exp(1.5 * (true - person.base - 1.5)))


def _midnight(day: int) -> datetime:
    return datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC) + timedelta(days=day)


def _session(number: int, day: int) -> Session:
    start = _midnight(day) + timedelta(hours=10)
    return Session(
        id=SessionId(UUID(int=number)),
        patient=PatientId(UUID(int=1)),
        started_at=start,
        ended_at=start + timedelta(minutes=40),
        zone="UTC",
        local_date=start.date(),
        route=Route.IV,
        dose_mg=35.0,
    )
