"""The worklist: every patient in a provider's care, and why each is there. A fixed number of queries, however many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from journal.clinical import recovery
from journal.clinical.alerts import Alert
from journal.clinical.dates import local_day
from journal.clinical.definitions import PHQ_9
from journal.clinical.entries import Entry, Kind
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.clinical.questionnaires import Scored, due, scored
from journal.clinical.ratings import Ratings
from journal.clinical.recovery import Recovery
from journal.clinical.sessions import Session
from journal.clinical.worklist import PatientState, Reason, ReasonKind, assess, order, turn
from journal.db import alerts, audit, check_ins, clinics, people, sessions
from journal.db import journal as store
from journal.db.engine import transaction
from journal.db.people import Standing

SPARKLINE_DAYS = 14
NOTHING = Ratings(at=[], day=[], late=[], mood=[], function=[], sleep_hours=[], energy=[], anxiety=[], pain=[])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One patient. `sparkline` has the mean mood of each of the last 14 days, None where nobody answered."""

    id: PatientId
    name: str
    reasons: tuple[Reason, ...]
    mood: float | None
    function: float | None
    last_date: date | None
    days_since_session: int | None
    phq9: Scored | None
    sparkline_from: date
    sparkline: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """Rows, most urgent first, and how many rows have each kind of reason."""

    rows: tuple[Row, ...]
    counts: Mapping[str, int]


async def read(scope: Scope, *, now: datetime) -> Worklist:
    """The worklist of the scope's actor."""
    async with transaction(scope):
        standings = await people.in_care(scope)
        rules = (await clinics.of(scope)).rules
        ids = [standing.patient.id for standing in standings]
        open_alerts = _by_patient(await alerts.of(scope, ids))
        held = await sessions.of_many(scope, ids)
        ratings = await check_ins.ratings_of(scope, ids)
        last_days = await store.last_days(scope, ids)
        answers = await store.current(scope, ids, [Kind.QUESTIONNAIRE_RESPONSE])
        await audit.note(scope, "worklist.read", at=now)
    rows = order(
        _row(
            standing,
            open_alerts=open_alerts.get(standing.patient.id, ()),
            held=held.get(standing.patient.id, ()),
            ratings=ratings.get(standing.patient.id, NOTHING),
            entries=answers.get(standing.patient.id, ()),
            last_entry=last_days.get(standing.patient.id),
            silent_days=rules.silent_days,
            today=local_day(now, standing.patient.zone),
        )
        for standing in standings
    )
    counts = Counter(kind.value for row in rows for kind in {reason.kind for reason in row.reasons})
    return Worklist(rows=rows, counts={kind.value: counts[kind.value] for kind in ReasonKind})


def _by_patient(found: Sequence[Alert]) -> dict[PatientId, list[Alert]]:
    grouped: dict[PatientId, list[Alert]] = {}
    for alert in found:
        grouped.setdefault(alert.patient, []).append(alert)
    return grouped


def _row(
    standing: Standing,
    *,
    open_alerts: Sequence[Alert],
    held: Sequence[Session],
    ratings: Ratings,
    entries: Sequence[Entry],
    last_entry: date | None,
    silent_days: int,
    today: date,
) -> Row:
    first = date.fromordinal(ratings.day[0]) if ratings.day else today
    found = recovery.analyse(ratings, held, start=min(first, today), end=today, today=today)
    answers = scored(entries)
    mood = _by_day(found, "mood")
    function = _by_day(found, "function")
    since = today - timedelta(days=SPARKLINE_DAYS - 1)
    past = [session.local_date for session in held if session.local_date <= today]
    state = PatientState(
        alerts=open_alerts,
        session_dates=past,
        last_entry=last_entry,
        durations=_durations(found),
        mood=turn(mood, today),
        function=turn(function, today),
        due=due(answers, held, today, last_entry=last_entry),
    )
    return Row(
        id=standing.patient.id,
        name=standing.patient.name,
        reasons=assess(state, today, silent_days=silent_days),
        mood=_last(mood),
        function=_last(function),
        last_date=last_entry,
        days_since_session=(today - past[-1]).days if past else None,
        phq9=next((row for row in reversed(answers) if row.questionnaire == PHQ_9), None),
        sparkline_from=since,
        sparkline=tuple(mood.get(since + timedelta(days=day)) for day in range(SPARKLINE_DAYS)),
    )


def _by_day(found: Recovery, name: str) -> dict[date, float | None]:
    return dict(zip(found.series.date, getattr(found.series, name), strict=True))


def _last(values: Mapping[date, float | None]) -> float | None:
    """The latest value there is: a day on which nobody answered says nothing."""
    return next((value for value in reversed(list(values.values())) if value is not None), None)


def _durations(found: Recovery) -> list[float | None]:
    """Days of benefit in mood of the intervals that have ended, None where the end was not seen."""
    return [None if interval.mood.censored else interval.mood.held_days for interval in found.intervals[:-1]]


async def cared_for(scope: Scope) -> frozenset[PatientId]:
    """The patients in the scope's care."""
    async with transaction(scope):
        return frozenset(standing.patient.id for standing in await people.in_care(scope))
