"""What treatment did for many patients together: counts, shares and curves, and no one patient in any of them.

Each patient counts once in every figure, so that nobody who comes often weighs more, and the bands mean what they say.
The rules are written out in `docs/clinical/cohort.md`.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from journal.clinical.definitions import SCALES
from journal.clinical.proportions import Share, share
from journal.clinical.published import EFFECTS_WITH_FIGURES, PUBLISHED, Published
from journal.clinical.side_effects import EFFECTS
from journal.clinical.small_cells import FEWEST, shown
from journal.clinical.survival import Curve, curve

SOON_HOURS = 24
"""After a session's start: what begins later is not counted as the session's side effect (rule)."""
_SOON = timedelta(hours=SOON_HOURS)
DAYS_APART = (1, 7, 14, 28, 56, 91, 182, 364)
HOURS_APART = (0.25, 0.5, 1, 2, 4, 8, 12, 24, 48, 168)

BETTER, REMITTED, WORSE = frozenset({"response", "remission"}), "remission", "worse"
_ASSESSED, _IMPROVED = "assessed", "improved"
_WITHIN = {_IMPROVED: _ASSESSED, REMITTED: _IMPROVED, WORSE: _ASSESSED}


class Held(Protocol):
    """As much of a session as is asked here. Its `id` is any that says which one of the patient's it is."""

    @property
    def id(self) -> Hashable: ...
    @property
    def local_date(self) -> date: ...
    @property
    def started_at(self) -> datetime: ...


class Watched(Protocol):
    """As much of a `Measure`."""

    @property
    def held_days(self) -> int | None: ...
    @property
    def loss_day(self) -> int | None: ...


class Pause(Protocol):
    """As much of a `series.Pause`."""

    @property
    def session_id(self) -> Hashable: ...
    @property
    def mood(self) -> Watched: ...
    @property
    def function(self) -> Watched: ...


class Answer(Protocol):
    """As much of a `ScoreRow`."""

    @property
    def questionnaire(self) -> str: ...
    @property
    def date(self) -> date: ...
    @property
    def percent(self) -> float | None: ...
    @property
    def response(self) -> str | None: ...


class Resolution(Protocol):
    """As much of an `episodes.Resolution`."""

    @property
    def effect(self) -> str: ...
    @property
    def session(self) -> Hashable: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def hours(self) -> float: ...
    @property
    def ended(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One patient, as far as the figures go. `sessions`, `pauses` and `history` ascend."""

    sessions: Sequence[Held]
    pauses: Sequence[Pause]
    history: Sequence[Answer]
    resolutions: Sequence[Resolution]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Where patients stood at their last score of one questionnaire.

    `assessed` have a baseline high enough for a percentage and a score since; the shares are of them. `response` has
    those in remission among its own. None is hidden: fewer than five, or a difference would tell.
    """

    questionnaire: str
    assessed: int | None
    response: Share | None
    remission: Share | None
    worse: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidence:
    """Sessions with one effect within `SOON_HOURS`, of all sessions; None where too few people are behind it."""

    effect: str
    sessions: Share | None
    resolution: Curve | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Of the patients with a session in the period. None is hidden, as everywhere here: of `patients` also where a
    curve has all of them but a few.
    """

    patients: int | None
    sessions: int | None
    response: tuple[Response, ...]
    mood: Curve | None
    function: Curve | None
    side_effects: tuple[Incidence, ...]
    published: tuple[Published, ...]


Treated = tuple[Sequence[Held], Sequence[Resolution]]
"""Somebody's sessions of the period, and what they reported."""


def results(courses: Iterable[Course], *, start: date, end: date) -> Results:
    """The figures of the patients who had a session from `start` to `end`, both included.

    Scores after `end` are left out; a baseline may lie before `start`. The curves follow people to the last day there
    is, since benefit does not end with a period.
    """
    treated = [(course, held) for course in courses if (held := _held(course, start, end))]
    pauses = [_pause(course, held) for course, held in treated]
    mood, function = _durability(pauses, "mood"), _durability(pauses, "function")
    side_effects = _side_effects([(held, course.resolutions) for course, held in treated])
    curves = [mood, function, *(line.resolution for line in side_effects)]
    return Results(
        patients=len(treated) if _leaves_enough(len(treated), curves) else None,
        sessions=sum(len(held) for _, held in treated) if len(treated) >= FEWEST else None,
        response=tuple(
            _response(name, [_last(course.history, name, start, end) for course, _ in treated]) for name in SCALES
        ),
        mood=mood,
        function=function,
        side_effects=side_effects,
        published=PUBLISHED,
    )


def _leaves_enough(patients: int, curves: Iterable[Curve | None]) -> bool:
    """Whether no curve's own number, taken from that of all, leaves too few: those without benefit, or the effect."""
    return min([patients, *(patients - found.n for found in curves if found)]) >= FEWEST


def _held(course: Course, start: date, end: date) -> tuple[Held, ...]:
    return tuple(session for session in course.sessions if start <= session.local_date <= end)


def _last(history: Sequence[Answer], questionnaire: str, start: date, end: date) -> Answer | None:
    """The last score of the period, where it can be held against a baseline."""
    rows = [row for row in history if row.questionnaire == questionnaire and start <= row.date <= end]
    return rows[-1] if rows and rows[-1].percent is not None else None


def _response(questionnaire: str, rows: Sequence[Answer | None]) -> Response:
    found = Counter(row.response for row in rows if row is not None)
    counts = {
        _ASSESSED: found.total(),
        _IMPROVED: sum(found[each] for each in BETTER),
        REMITTED: found[REMITTED],
        WORSE: found[WORSE],
    }
    told = shown(counts, _WITHIN)
    of = counts[_ASSESSED]
    improved, remitted, worse = (
        share(counts[name], of) if name in told else None for name in (_IMPROVED, REMITTED, WORSE)
    )
    return Response(
        questionnaire=questionnaire,
        assessed=of if _ASSESSED in told else None,
        response=improved,
        remission=remitted,
        worse=worse,
    )


def _pause(course: Course, held: Sequence[Held]) -> Pause | None:
    """What came after the first series that ended in the period."""
    of_period = {session.id for session in held}
    return next((pause for pause in course.pauses if pause.session_id in of_period), None)


def _durability(pauses: Sequence[Pause | None], rating: str) -> Curve | None:
    measures = [pause.mood if rating == "mood" else pause.function for pause in pauses if pause]
    return curve(
        # Watched for less than a day says nothing about days, as for one patient's own.
        [(measure.held_days, measure.loss_day is not None) for measure in measures if measure.held_days],
        DAYS_APART,
    )


def _side_effects(treated: Sequence[Treated]) -> tuple[Incidence, ...]:
    """Those with a published figure whatever they come to, so that their being listed tells nothing; then the rest."""
    reported = _by_effect(treated)
    sessions = sum(len(held) for held, _ in treated)
    lines = [
        _incidence(effect, reported.get(effect, ()), people=len(treated), sessions=sessions)
        for effect in EFFECTS
        if not EFFECTS[effect].sensitive
    ]
    listed = [line for line in lines if line.sessions or line.effect in EFFECTS_WITH_FIGURES]
    return tuple(sorted(listed, key=_most_first))


def _by_effect(treated: Sequence[Treated]) -> Mapping[str, Sequence[Treated]]:
    """Those who reported an effect, by effect: most people report few, and there are many."""
    found: dict[str, list[Treated]] = {}
    for held, resolutions in treated:
        own: dict[str, list[Resolution]] = {}
        for each in resolutions:
            own.setdefault(each.effect, []).append(each)
        for effect, told in own.items():
            found.setdefault(effect, []).append((held, told))
    return found


def _most_first(line: Incidence) -> tuple[float, str]:
    return (-line.sessions.share if line.sessions else 0.0, line.effect)


def _incidence(effect: str, reported: Sequence[Treated], *, people: int, sessions: int) -> Incidence:
    """Of an effect that these people reported, of so many people and sessions in all."""
    after, people_with, people_with_always, first = 0, 0, 0, []
    for held, resolutions in reported:
        soon = _soon(held, resolutions)
        after += len(soon)
        people_with += bool(soon)
        people_with_always += len(soon) == len(held)
        if soon:
            first.append(min(soon.values(), key=lambda each: each.started_at))
    # A count of sessions is as small as the number of people behind it, and so is what it leaves of all.
    told = people_with >= FEWEST and people - people_with_always >= FEWEST
    return Incidence(
        effect=effect,
        sessions=share(after, sessions) if told else None,
        resolution=curve([(each.hours, each.ended) for each in first], HOURS_APART),
    )


def _soon(held: Sequence[Held], reported: Iterable[Resolution]) -> dict[Hashable, Resolution]:
    """By session, the first of these that began within `SOON_HOURS` of its start."""
    begun = {session.id: session.started_at for session in held}
    found: dict[Hashable, Resolution] = {}
    for each in sorted(reported, key=lambda each: each.started_at, reverse=True):
        if each.session in begun and begins_soon(each.started_at, begun[each.session]):
            found[each.session] = each
    return found


def begins_soon(began: datetime, session: datetime) -> bool:
    """Whether what began then counts as a side effect of the session that started then."""
    return session <= began < session + _SOON
