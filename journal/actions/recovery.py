"""Reading one patient's recovery: the figures of the analysis, and what else belongs on the chart."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from journal.actions import access
from journal.clinical import recovery
from journal.clinical.dates import local_day
from journal.clinical.entries import Entry, Event, Kind, SideEffect
from journal.clinical.episodes import was_there
from journal.clinical.ids import PatientId
from journal.clinical.people import Role, Scope
from journal.clinical.questionnaires import ScoreRow, history, scored
from journal.clinical.ratings import Ratings
from journal.clinical.recovery import Recovery
from journal.clinical.sessions import Session
from journal.db import audit, check_ins, sessions
from journal.db import journal as store
from journal.db.engine import transaction
from journal.db.people import Standing

# Goes into the ETag: a change to what is computed, or how, must not be answered with "not modified".
FIGURES_VERSION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything a chart of one patient needs. `start` and `end` cut what has a date, not the analysis.

    `history` has every score there is, since a baseline may lie before the period.
    """

    patient: PatientId
    zone: str
    start: date
    end: date
    recovery: Recovery
    sessions: tuple[Session, ...]
    history: tuple[ScoreRow, ...]
    side_effects: tuple[Entry, ...]
    events: tuple[Entry, ...]

    @property
    def scores(self) -> tuple[ScoreRow, ...]:
        """The scores of the period."""
        return tuple(row for row in self.history if self.start <= row.date <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What was asked for; None means from the first day, or to the last."""

    start: date | None
    end: date | None


async def read(
    scope: Scope, patient: PatientId, period: Period, *, known_tag: str | None, now: datetime
) -> tuple[str, Chart | None]:
    """The chart's tag, and the chart unless `known_tag` is that very tag. NotFound where it is not theirs to read."""
    async with transaction(scope):
        standing = await access.readable(scope, patient, now=now)
        await audit.note(scope, "recovery.read", at=now, patient=patient)
        today = local_day(now, standing.patient.zone)
        tag = _tag(scope, standing, period, today)
        if tag == known_tag:
            return tag, None
        return tag, await gather(scope, standing, period, today)


async def gather(scope: Scope, standing: Standing, period: Period, today: date) -> Chart:
    """Build the chart in the open transaction, for a patient the scope may read."""
    patient = standing.patient.id
    ratings = await check_ins.ratings(scope, patient)
    held = await sessions.of(scope, patient)
    kinds = [Kind.SIDE_EFFECT, Kind.QUESTIONNAIRE_RESPONSE, Kind.EVENT]
    others = (await store.current(scope, [patient], kinds)).get(patient, ())
    start, end = period.start or _first_day(ratings, held, others, today), period.end or today
    return Chart(
        patient=patient,
        zone=standing.patient.zone,
        start=start,
        end=end,
        recovery=recovery.analyse(ratings, held, start=start, end=end, today=_open_until(ratings.day, today)),
        sessions=tuple(session for session in held if start <= session.local_date <= end),
        history=history(scored(others), held),
        side_effects=tuple(entry for entry in others if _was_there(entry, start, end)),
        events=tuple(
            entry for entry in others if isinstance(entry.content, Event) and start <= entry.local_date <= end
        ),
    )


def _open_until(days: Sequence[int], today: date) -> date | None:
    """The last interval runs on to today, unless the journal is over: then its end is the last entry."""
    return None if not days or recovery.over(date.fromordinal(max(days)), today) else today


def _first_day(ratings: Ratings, held: Sequence[Session], others: Sequence[Entry], today: date) -> date:
    """The first day of which there is anything."""
    check_in = [date.fromordinal(min(ratings.day))] if ratings.day else []
    days = [session.local_date for session in held] + [entry.local_date for entry in others]
    return min([today, *check_in, *days])


def _was_there(entry: Entry, start: date, end: date) -> bool:
    return isinstance(entry.content, SideEffect) and was_there(entry.content, entry.zone, start, end)


def _tag(scope: Scope, standing: Standing, period: Period, today: date) -> str:
    """Changes whenever the answer may: by an entry, a session, the day, the question, or who asks."""
    facts = (
        FIGURES_VERSION,
        standing.patient.id,
        standing.last_number,
        standing.sessions_version,
        period.start,
        period.end,
        today,
        scope.role is Role.PATIENT,
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]
