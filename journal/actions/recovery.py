"""Reading one patient's recovery: the figures of the analysis, and what else belongs on the chart."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from journal.actions import access, figures
from journal.actions.figures import Basis
from journal.clinical import recovery
from journal.clinical.dates import local_day
from journal.clinical.definitions import Library
from journal.clinical.entries import Entry, Event, HomeReading, Kind, MedicationStatement
from journal.clinical.episodes import Told, told, was_there
from journal.clinical.first_hours import Hour, first_hours
from journal.clinical.ids import PatientId
from journal.clinical.people import Role, Scope
from journal.clinical.questionnaires import ScoreRow, history, scored
from journal.clinical.ratings import Ratings
from journal.clinical.recovery import Recovery
from journal.clinical.rules import Rules
from journal.clinical.sessions import Session
from journal.clinical.standings import Drawn, drawn
from journal.db import audit, check_ins, sessions
from journal.db import journal as store
from journal.db.engine import transaction
from journal.db.people import Standing

# Goes into the ETag: a change to what is computed, or how, must not be answered with "not modified".
FIGURES_VERSION = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything a chart of one patient needs. `start` and `end` cut what has a date, not the analysis.

    `history` has every score there is, since a baseline may lie before the period; `medications` all that was said
    of them up to its end, and `held` every session, since what is in the period may belong to what was before it.
    """

    patient: PatientId
    zone: str
    start: date
    end: date
    recovery: Recovery
    sessions: tuple[Session, ...]
    history: tuple[ScoreRow, ...]
    side_effects: tuple[Told, ...]
    events: tuple[Entry, ...]
    readings: tuple[Entry, ...]
    medications: tuple[Entry, ...]
    held: tuple[Session, ...]
    library: Library
    rules: Rules
    hours: tuple[Hour, ...]

    @property
    def scores(self) -> tuple[ScoreRow, ...]:
        """The scores of the period."""
        return tuple(row for row in self.history if self.start <= row.date <= self.end)

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """The questionnaires of the period, each version for itself."""
        answered = {(row.questionnaire, row.version) for row in self.scores}
        return drawn([row for row in self.history if (row.questionnaire, row.version) in answered], self.library)


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
        by = await figures.basis(scope)
        tag = _tag(scope, standing, period, today, by)
        if tag == known_tag:
            return tag, None
        return tag, await gather(scope, standing, period, today, by)


async def gather(scope: Scope, standing: Standing, period: Period, today: date, by: Basis) -> Chart:
    """Build the chart in the open transaction, for a patient the scope may read."""
    patient = standing.patient.id
    ratings = await check_ins.ratings(scope, patient)
    held = await sessions.of(scope, patient)
    episodes = told(await store.every(scope, patient, Kind.SIDE_EFFECT))
    kinds = [Kind.QUESTIONNAIRE_RESPONSE, Kind.EVENT, Kind.HOME_READING, Kind.MEDICATION_STATEMENT]
    others = (await store.current(scope, [patient], kinds)).get(patient, ())
    standing_days = [entry.local_date for entry in (*others, *(episode.entry for episode in episodes))]
    start, end = period.start or _first_day(ratings, held, standing_days, today), period.end or today
    of_period = [entry for entry in others if start <= entry.local_date <= end]
    open_until = _open_until(ratings.day, today)
    return Chart(
        patient=patient,
        zone=standing.patient.zone,
        start=start,
        end=end,
        recovery=_for(scope, recovery.analyse(ratings, held, start=start, end=end, today=open_until, rules=by.rules)),
        sessions=tuple(session for session in held if start <= session.local_date <= end),
        history=history(scored(others, by.library), held, by.library),
        side_effects=tuple(each for each in episodes if was_there(each.last, each.entry.zone, start, end)),
        events=tuple(entry for entry in of_period if isinstance(entry.content, Event)),
        readings=tuple(entry for entry in of_period if isinstance(entry.content, HomeReading)),
        medications=tuple(
            entry for entry in others if isinstance(entry.content, MedicationStatement) and entry.local_date <= end
        ),
        held=held,
        library=by.library,
        rules=by.rules,
        hours=first_hours(ratings, held),
    )


def _for(scope: Scope, found: Recovery) -> Recovery:
    """What is fading, and how likely a loss is, is for those who treat: it would frighten whom it is about."""
    return found if scope.role is Role.PROVIDER else replace(found, fading=None)


def _open_until(days: Sequence[int], today: date) -> date | None:
    """The last interval runs on to today, unless the journal is over: then its end is the last entry."""
    return None if not days or recovery.over(date.fromordinal(max(days)), today) else today


def _first_day(ratings: Ratings, held: Sequence[Session], entries: Sequence[date], today: date) -> date:
    """The first day of which there is anything."""
    check_in = [date.fromordinal(min(ratings.day))] if ratings.day else []
    return min([today, *check_in, *entries, *(session.local_date for session in held)])


def _tag(scope: Scope, standing: Standing, period: Period, today: date, by: Basis) -> str:
    """Changes whenever the answer may: by an entry, a session, the day, the question, who asks, or what it is made by,
    the clinic's rules and questionnaires.
    """
    facts = (
        FIGURES_VERSION,
        by.digest,
        standing.patient.id,
        standing.last_number,
        standing.sessions_version,
        period.start,
        period.end,
        today,
        scope.role is Role.PATIENT,
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]
