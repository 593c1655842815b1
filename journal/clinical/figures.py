"""What the worklist shows of one patient, as far as it does not depend on the day it is looked at.

Made of the whole journal, once, and good until the journal or the sessions grow; `state` says in no time what they come
to on a day. Figures only: no words that anybody wrote.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from journal.clinical.alerts import Alert
from journal.clinical.daily import between
from journal.clinical.daily import daily as daily_values
from journal.clinical.definitions import PHQ_9, SHIPPED, Library
from journal.clinical.fading import Benefit, benefits, fading
from journal.clinical.intervals import Interval, intervals
from journal.clinical.questionnaires import Scored, due
from journal.clinical.ratings import Ratings, ascending
from journal.clinical.rules import DEFAULT, Rules
from journal.clinical.sessions import Session
from journal.clinical.worklist import PatientState

VERSION = 4
"""Goes up whenever other figures would be made of the same journal: those that are kept are then made anew."""

TAIL_DAYS = 28
"""Days at the end of a journal of which every value is kept: more than a sparkline or a turn looks back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The end of a rating's daily values: one place a day, None where nobody answered.

    `earlier` is the last value before them, for a journal whose end leaves this rating out.
    """

    values: tuple[float | None, ...] = ()
    earlier: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`session_dates` ascend. `course` is what each session did to mood. Tails begin on `tail_from`.

    `scores` has of each questionnaire the last one answered, and the one of the latest day where that is another.
    """

    session_dates: tuple[date, ...] = ()
    last_entry: date | None = None
    course: tuple[Benefit, ...] = ()
    tail_from: date | None = None
    mood: Tail = Tail()
    function: Tail = Tail()
    scores: tuple[Scored, ...] = ()

    @property
    def phq9(self) -> Scored | None:
        """The last one answered."""
        return max(
            (score for score in self.scores if score.questionnaire == PHQ_9),
            key=lambda score: (score.at, score.entry),
            default=None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """As much of a session as says when a questionnaire is due."""

    local_date: date


def of(
    ratings: Ratings | None,
    sessions: Sequence[Session],
    answered: Sequence[Scored],
    *,
    last_entry: date | None,
    rules: Rules = DEFAULT,
    known: Sequence[Interval] | None = None,
) -> Figures:
    """The figures of a journal: its check-ins (None where it has none), sessions by start, and scores as answered.

    `known` are its intervals, where they have been found already.
    """
    dates = tuple(session.local_date for session in sessions)
    kept = Figures(session_dates=dates, last_entry=last_entry, scores=_last_of_each(answered))
    if ratings is None or not ratings.day:
        return kept
    ordered = ascending(ratings)
    days = daily_values(ordered)
    found = intervals(ordered, days, sessions, rules=rules) if known is None else known
    first, last = date.fromordinal(days.day[0]), date.fromordinal(days.day[-1])
    series, since = between(days, first, last), last - timedelta(days=TAIL_DAYS - 1)
    return Figures(
        session_dates=dates,
        last_entry=last_entry,
        scores=kept.scores,
        course=benefits(found),
        tail_from=since,
        mood=_tail(series.date, series.mood, since),
        function=_tail(series.date, series.function, since),
    )


def _last_of_each(answered: Sequence[Scored]) -> tuple[Scored, ...]:
    last = {score.questionnaire: score for score in answered}
    latest = {score.questionnaire: score for score in sorted(answered, key=lambda score: score.date)}
    return (*last.values(), *(score for name, score in latest.items() if score.date > last[name].date))


def _tail(days: Sequence[date], values: Sequence[float | None], since: date) -> Tail:
    by_day = dict(zip(days, values, strict=True))
    earlier = [value for day, value in by_day.items() if day < since and value is not None]
    return Tail(
        values=tuple(by_day.get(since + timedelta(days=place)) for place in range(TAIL_DAYS)),
        earlier=earlier[-1] if earlier else None,
    )


def daily(figures: Figures, tail: Tail) -> Mapping[date, float | None]:
    """A tail by day."""
    if figures.tail_from is None:
        return {}
    return {figures.tail_from + timedelta(days=place): value for place, value in enumerate(tail.values)}


def latest(by_day: Mapping[date, float | None], tail: Tail, today: date) -> float | None:
    """The last value there is up to `today`: a day on which nobody answered says nothing."""
    known = [value for day, value in by_day.items() if day <= today and value is not None]
    return known[-1] if known else tail.earlier


def state(
    figures: Figures,
    alerts: Iterable[Alert],
    today: date,
    *,
    conditions: Collection[str] = (),
    library: Library = SHIPPED,
    rules: Rules = DEFAULT,
) -> PatientState:
    """What the figures come to on a day, for a patient with these conditions."""
    return PatientState(
        alerts=tuple(alerts),
        session_dates=figures.session_dates,
        last_entry=figures.last_entry,
        fading=fading(
            figures.course, daily(figures, figures.mood), daily(figures, figures.function), today, rules=rules
        ),
        due=due(
            figures.scores,
            [_Held(local_date=day) for day in figures.session_dates],
            today,
            last_entry=figures.last_entry,
            conditions=conditions,
            library=library,
            rules=rules,
        ),
    )
