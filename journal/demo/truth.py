"""What the analysis ought to find in the demo's patients, read off the curves that made their ratings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from journal.clinical.dates import local_day
from journal.clinical.ids import SessionId
from journal.clinical.sessions import Session
from journal.demo.curves import Curve, hours, instant

BENEFIT_POINTS = 2.0
LOSS_POINTS = 1.0
BASELINE_DAYS = 3
SETTLED_POINTS = 0.5
"""A rating that moved more than this in the three days before a session has no one true baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueMeasure:
    """One rating after one session, on the curve itself.

    `onset_hours` counts from the session's end, `loss_day` local days from the session's date; None where it
    did not happen before the next session or the end of the story. Where `settled` is
    False the three days before were on the move, and nothing is claimed.
    """

    settled: bool
    baseline: float
    onset_hours: float | None
    loss_day: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueInterval:
    """`lead_hours` is onset of mood less onset of function: positive where function rose first."""

    session_id: SessionId
    mood: TrueMeasure
    function: TrueMeasure
    lead_hours: float | None


def truth(sessions: Sequence[Session], mood: Curve, function: Curve, end: datetime) -> tuple[TrueInterval, ...]:
    """One for each of the sessions, which ascend; the last runs to `end`."""
    limits = [*(session.started_at for session in sessions[1:]), end]
    return tuple(_interval(session, limit, mood, function) for session, limit in zip(sessions, limits, strict=True))


def _interval(session: Session, limit: datetime, mood: Curve, function: Curve) -> TrueInterval:
    of_mood, of_function = _measure(session, limit, mood), _measure(session, limit, function)
    return TrueInterval(
        session_id=session.id,
        mood=of_mood,
        function=of_function,
        lead_hours=_lead(of_mood.onset_hours, of_function.onset_hours),
    )


def _lead(mood: float | None, function: float | None) -> float | None:
    return None if mood is None or function is None else mood - function


def _measure(session: Session, limit: datetime, curve: Curve) -> TrueMeasure:
    noons = [_noon(session, days_before) for days_before in range(1, BASELINE_DAYS + 1)]
    baseline = median(curve.at(noon) for noon in noons)
    first_day = hours(noons[-1] - timedelta(hours=8))
    ended = hours(session.ended_at)
    onset = curve.rises_to(baseline + BENEFIT_POINTS, ended, hours(limit))
    loss = None if onset is None else curve.falls_to(baseline + LOSS_POINTS, onset, hours(limit))
    return TrueMeasure(
        settled=curve.spread(first_day, hours(session.started_at)) <= SETTLED_POINTS,
        baseline=baseline,
        onset_hours=None if onset is None else onset - ended,
        loss_day=None if loss is None else _day_number(session, loss),
    )


def _noon(session: Session, days_before: int) -> datetime:
    day = session.local_date - timedelta(days=days_before)
    return datetime.combine(day, time(12), tzinfo=ZoneInfo(session.zone))


def _day_number(session: Session, hour: float) -> int:
    return (local_day(instant(hour), session.zone) - session.local_date).days
