"""What treatment did for one patient, as far as the results of many ask: made of the whole journal once, and kept.

Figures and codes only: no words that anybody wrote. Tuples, and sessions by their place among the patient's own, for
thousands are read at a look.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from journal.clinical.cohort import Course, begins_soon
from journal.clinical.daily import daily
from journal.clinical.definitions import SCALES
from journal.clinical.entries import Entry
from journal.clinical.episodes import resolutions
from journal.clinical.intervals import Interval
from journal.clinical.measures import Measure
from journal.clinical.questionnaires import Scored, history
from journal.clinical.ratings import Ratings, ascending
from journal.clinical.rules import DEFAULT, Rules
from journal.clinical.series import PAUSE_DAYS, Pause, pauses
from journal.clinical.sessions import Session
from journal.clinical.side_effects import EFFECTS


class Held(NamedTuple):
    """A session; `id` is its place."""

    id: int
    local_date: date
    started_at: datetime


class Watched(NamedTuple):
    """How long a rating's benefit held, and whether it was seen to be lost, as `Measure` has them."""

    held_days: int | None
    loss_day: int | None


class Paused(NamedTuple):
    """What came after a series whose last session was `session_id`."""

    session_id: int
    mood: Watched
    function: Watched


class Answered(NamedTuple):
    """A score against its baseline, as `ScoreRow` has it."""

    questionnaire: str
    date: date
    percent: float | None
    response: str | None


class Resolved(NamedTuple):
    """How long an episode took to go, as `Resolution` has it."""

    effect: str
    session: int
    started_at: datetime
    hours: float
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a patient, whatever the day it is looked at. All ascend; empty without a session.

    `pauses` has the last series too, whether or not it is known by now to have ended. `resolutions` has what began
    soon after a session, and nothing sensitive.
    """

    sessions: tuple[Held, ...] = ()
    pauses: tuple[Paused, ...] = ()
    history: tuple[Answered, ...] = ()
    resolutions: tuple[Resolved, ...] = ()


_NOTHING = Ratings(at=[], day=[], late=[], mood=[], function=[], sleep_hours=[], energy=[], anxiety=[], pain=[])


def of(
    ratings: Ratings | None,
    sessions: Sequence[Session],
    answered: Iterable[Scored],
    entries: Sequence[Entry],
    *,
    rules: Rules = DEFAULT,
    known: Sequence[Interval] = (),
) -> Outcome:
    """The outcome of a journal: its check-ins (None where it has none), sessions by start, scores, current entries.

    `known` are its intervals, where they have been found already.
    """
    if not sessions:
        return Outcome()
    place = {session.id: number for number, session in enumerate(sessions)}
    rows = history([score for score in answered if score.questionnaire in SCALES], sessions)
    return Outcome(
        sessions=tuple(Held(place[each.id], each.local_date, each.started_at) for each in sessions),
        pauses=tuple(
            Paused(place[each.session_id], _watched(each.mood), _watched(each.function))
            for each in _pauses(ratings, sessions, rules, known)
        ),
        history=tuple(Answered(row.questionnaire, row.date, row.percent, row.response) for row in rows),
        resolutions=tuple(
            Resolved(each.effect, place[each.session], each.started_at, each.hours, each.ended)
            for each in resolutions(entries, sessions)
            if each.session in place
            and begins_soon(each.started_at, sessions[place[each.session]].started_at)
            and _counted(each.effect)
        ),
    )


def _counted(effect: str) -> bool:
    return effect in EFFECTS and not EFFECTS[effect].sensitive


def _pauses(
    ratings: Ratings | None, sessions: Sequence[Session], rules: Rules, known: Sequence[Interval]
) -> tuple[Pause, ...]:
    """Of every series, as if the last had ended."""
    ordered = ascending(ratings or _NOTHING)
    return pauses(ordered, daily(ordered), sessions, today=date.max, rules=rules, known=known)


def _watched(measure: Measure) -> Watched:
    return Watched(measure.held_days, measure.loss_day)


def course(outcome: Outcome, today: date) -> Course:
    """What is known of it on a day. A last series counts once `PAUSE_DAYS` have gone by without another session."""
    last = outcome.sessions[-1] if outcome.sessions else None
    paused = last is not None and (today - last.local_date).days >= PAUSE_DAYS
    return Course(
        sessions=outcome.sessions,
        pauses=outcome.pauses if paused else outcome.pauses[:-1],
        history=outcome.history,
        resolutions=outcome.resolutions,
    )
