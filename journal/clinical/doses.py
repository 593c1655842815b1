"""What each session gave, and what was seen of it: dose by body weight beside dissociation and mood a week on.

Shown side by side, and nothing made of it: no line is fitted, and no dose is advised.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from journal.clinical.daily import Days
from journal.clinical.dates import local_day
from journal.clinical.entries import SideEffect
from journal.clinical.episodes import session_of
from journal.clinical.ids import SessionId
from journal.clinical.measures import three_day_medians
from journal.clinical.sessions import Session

WEEK = 7
"""Days after the session on which mood is read (rule): the day the pooled trials read it, PMC5098773."""
EFFECT = "dissociation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """One session. `number` counts all of the patient's, `of_route` those of its route so far.

    `mg_per_kg` is None without a weight. `dissociation` is the highest severity, 0-4, that anybody reported for the
    session's own day, None where nobody did: it is not known then, and not 0. `mood` is the 3-day median, 0-10, that
    ends on day 7; None where that day was not answered, or the next session came by then.
    """

    session_id: SessionId
    number: int
    of_route: int
    date: date
    route: str
    drug: str
    dose_mg: float
    weight_kg: float | None
    mg_per_kg: float | None
    dissociation: int | None
    mood: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doses:
    """All sessions, ascending, and how many there have been by each route."""

    sessions: tuple[Dose, ...]
    by_route: Mapping[str, int]


def doses(sessions: Sequence[Session], reports: Sequence[SideEffect], days: Days) -> Doses:
    """One row a session. `reports` are all there ever were of a patient: an episode is as bad as its worst."""
    ordered = sorted(sessions, key=lambda session: (session.started_at, session.ended_at, session.id))
    mood = dict(zip(days.day, days.mood, strict=True))
    found, counted = [], Counter[str]()
    for number, session in enumerate(ordered, start=1):
        counted[session.route.value] += 1
        following = ordered[number].local_date if number < len(ordered) else None
        found.append(
            Dose(
                session_id=session.id,
                number=number,
                of_route=counted[session.route.value],
                date=session.local_date,
                route=session.route.value,
                drug=session.drug,
                dose_mg=session.dose_mg,
                weight_kg=session.weight_kg,
                mg_per_kg=session.mg_per_kg,
                dissociation=_dissociation(session, ordered, reports),
                mood=_a_week_on(session.local_date, following, mood),
            )
        )
    return Doses(sessions=tuple(found), by_route=dict(counted))


def _dissociation(session: Session, held: Sequence[Session], reports: Sequence[SideEffect]) -> int | None:
    told = [
        report.severity
        for report in reports
        if report.effect == EFFECT
        and local_day(report.started_at, session.zone) == session.local_date
        and session_of(report, held) == session.id
    ]
    seen = [observed.severity for observed in session.effects if observed.effect == EFFECT]
    return max(told + seen, default=None)


def _a_week_on(held: date, following: date | None, mood: Mapping[int, float | None]) -> float | None:
    if following is not None and (following - held).days <= WEEK:
        return None
    first = held.toordinal()
    values = [mood.get(first + day) for day in range(WEEK + 1)]
    return three_day_medians(values)[WEEK]
