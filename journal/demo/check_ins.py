"""The demo's check-ins: when somebody like this would write, and what the curves make them answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from journal.clinical.entries import CheckIn, Draft, Event, Facets, Note
from journal.clinical.ids import EntryId
from journal.demo.curves import Curve
from journal.demo.draws import uuid7
from journal.demo.plots import Plot

MORNING, AFTERNOON, EVENING = time(7, 45), time(13, 0), time(20, 20)
JITTER_MINUTES = 25
NEAR_SESSION_DAYS = 3
"""Around a session people write morning and evening: it is then that baseline and onset are measured."""

LATEST_DAYS = 7
"""Nobody misses the last days of the story: whether somebody is fading is seen in them."""

MISSED = 0.25
"""Share of every other day without an entry, so that longer gaps are only those of the plot."""
BOTH, EVENING_ONLY = 0.3, 0.8
"""Shares of days with two entries, and below which draw a day's one entry is written in the evening."""
LATE, CORRECTED = 0.05, 0.02
"""Shares of entries filled in the next morning, and put right a few minutes later."""
UNFOLDED, WITH_PAIN, BY_PLACE = 0.6, 0.4, 0.25
"""Shares of entries that go on to the folded questions, and of those, with pain and with the three places."""

DAY_NOISE, ENTRY_NOISE = 0.2, 0.22
"""Standard deviations in points, of the day and of each entry, before rounding to a whole number."""
OTHER_NOISE = 0.6
"""The same for what is not analysed against a truth: sleep, energy, anxiety, pain, places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A plot set in a place and time, with the two curves its answers come from."""

    plot: Plot
    zone: str
    today: date
    mood: Curve
    function: Curve


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A check-in's place in the story; `evening` ones carry the day's note."""

    offset: int
    at: datetime
    evening: bool


def check_ins(stage: Stage, random: Random) -> Iterator[Draft]:
    """Every check-in and life event of the story, corrections included."""
    for offset in range(stage.plot.begins, stage.plot.last_day + 1):
        clocks = _clocks(stage.plot, offset, random)
        tilt = random.gauss(0, DAY_NOISE)
        for clock in clocks:
            moment = _Moment(offset=offset, at=_at(stage, offset, clock, random), evening=clock == EVENING)
            yield from _written(stage, moment, _answers(stage, moment.at, tilt, random), random)
        if offset in stage.plot.events:
            at = _at(stage, offset, AFTERNOON, random)
            event = Event(title=stage.plot.events[offset])
            yield Draft(id=EntryId(uuid7(at, random)), occurred_at=at, zone=stage.zone, content=event)


def _clocks(plot: Plot, offset: int, random: Random) -> tuple[time, ...]:
    missed, both, evening = (random.random() < share for share in (MISSED, BOTH, EVENING_ONLY))
    if any(first <= offset <= last for first, last in plot.away):
        return ()
    if _near_session(plot, offset):
        return MORNING, EVENING
    if offset in plot.too_hard or offset in plot.notes or offset > plot.last_day - LATEST_DAYS:
        return (EVENING,)
    if missed and offset % 2:
        return ()
    return (MORNING, EVENING) if both else (EVENING,) if evening else (MORNING,)


def _near_session(plot: Plot, offset: int) -> bool:
    return any(abs(offset - day) <= NEAR_SESSION_DAYS for day in plot.session_days)


def _written(stage: Stage, moment: _Moment, answers: CheckIn, random: Random) -> Iterator[Draft]:
    """One check-in as it reached the phone: at once, the next morning, or put right minutes later."""
    late, corrected = random.random() < LATE, random.random() < CORRECTED
    content = _with_words(stage.plot, moment, answers)
    settled = not _near_session(stage.plot, moment.offset) and moment.offset < stage.plot.last_day
    filled_in_later = late and moment.evening and settled
    if corrected and not filled_in_later and content.mood is not None:
        slip = _draft(stage, moment.at, moment.at, replace(content, mood=_rating(content.mood - 2)), random)
        yield slip
        noticed = moment.at + timedelta(minutes=random.randint(1, 6))
        yield replace(_draft(stage, moment.at, noticed, content, random), replaces=slip.id)
        return
    recorded = moment.at + timedelta(hours=12, minutes=random.randint(0, 50)) if filled_in_later else moment.at
    yield _draft(stage, moment.at, recorded, content, random)


def _with_words(plot: Plot, moment: _Moment, answers: CheckIn) -> CheckIn:
    if moment.evening and moment.offset in plot.too_hard:
        return CheckIn(mood=None, function=None, too_hard=True)
    if moment.evening and moment.offset in plot.notes:
        text, private = plot.notes[moment.offset]
        return replace(answers, note=Note(text=text, private=private))
    return answers


def _answers(stage: Stage, at: datetime, tilt: float, random: Random) -> CheckIn:
    mood = stage.mood.at(at) + tilt + random.gauss(0, ENTRY_NOISE)
    function = stage.function.at(at) + tilt + random.gauss(0, ENTRY_NOISE)
    plain = CheckIn(mood=_rating(mood), function=_rating(function))
    return _unfolded(plain, mood, function, random) if random.random() < UNFOLDED else plain


def _unfolded(plain: CheckIn, mood: float, function: float, random: Random) -> CheckIn:
    slept = round(2 * (5.2 + 0.25 * mood + random.gauss(0, OTHER_NOISE))) / 2
    pain, places = random.random() < WITH_PAIN, random.random() < BY_PLACE
    return replace(
        plain,
        sleep_hours=min(max(slept, 3.0), 10.0),
        energy=_rating(0.6 * function + 1.2 + random.gauss(0, OTHER_NOISE)),
        anxiety=_rating(8.6 - 0.8 * mood + random.gauss(0, OTHER_NOISE)),
        pain=_rating(1.5 + random.gauss(0, OTHER_NOISE)) if pain else None,
        facets=_facets(function, random) if places else None,
    )


def _facets(function: float, random: Random) -> Facets:
    work, home, people = (_rating(function + random.gauss(0, OTHER_NOISE)) for _ in range(3))
    return Facets(work=work, home=home, people=people)


def _rating(level: float) -> float:
    """As tapped: a whole number from 0 to 10."""
    return float(min(max(round(level), 0), 10))


def _at(stage: Stage, offset: int, clock: time, random: Random) -> datetime:
    jitter = timedelta(minutes=random.randint(-JITTER_MINUTES, JITTER_MINUTES), seconds=random.randint(0, 59))
    local = datetime.combine(stage.today + timedelta(days=offset), clock, tzinfo=ZoneInfo(stage.zone))
    return local.astimezone(UTC) + jitter


def _draft(stage: Stage, at: datetime, recorded: datetime, content: CheckIn, random: Random) -> Draft:
    return Draft(id=EntryId(uuid7(recorded, random)), occurred_at=at, zone=stage.zone, content=content)
