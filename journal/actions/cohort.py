"""The results of the patients in a provider's care, together. A fixed number of queries, however many patients.

Theirs and nobody else's: whose journal somebody may not read, they get no figure of either. An admin, who may read
none, gets none.
"""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from journal.actions import figures
from journal.actions.figures import Basis
from journal.clinical import cohort, courses
from journal.clinical.cohort import Results
from journal.clinical.courses import Outcome
from journal.clinical.dates import local_day
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.db import audit
from journal.db import figures as kept
from journal.db.engine import transaction
from journal.db.figures import Facts

_ANSWERS_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The sessions that are asked for, by their local day, both ends included."""

    start: date
    end: date


async def read(scope: Scope, *, start: date | None, end: date | None, now: datetime) -> Results:
    """The results of the scope's patients who had a session in the period; None is without a limit on that side."""
    period = Period(start=start or date.min, end=end or date.max)
    return await figures.caught_up(scope, partial(_look, scope, period, now), now=now)


async def _look(scope: Scope, period: Period, now: datetime, most: int | None) -> Results:
    async with transaction(scope):
        by = await figures.basis(scope)
        patients = await kept.cared_for(scope)
        days = {zone: local_day(now, zone) for zone in {facts.zone for facts in patients}}
        asked = _asked(by, patients, days, period)
        known = _answers.get(asked)
        found = {} if known else await figures.current(scope, patients, kept.OUTCOME, by=by, most=most, now=now)
        await audit.note(scope, "results.read", at=now)
    # Thousands of patients take a moment: others are served meanwhile.
    return known or _remember(asked, await asyncio.to_thread(_results, patients, found, days, period))


_answers: dict[bytes, Results] = {}
"""The last answers, each by all it was made of: of patients whom row-level security has just shown to the scope."""


def _asked(by: Basis, patients: Sequence[Facts], days: Mapping[str, date], period: Period) -> bytes:
    each = sorted((facts.id.int, facts.last_number, facts.sessions_version, facts.zone) for facts in patients)
    return hashlib.sha256(repr((by.digest, each, sorted(days.items()), period)).encode()).digest()


def _remember(asked: bytes, made: Results) -> Results:
    _answers[asked] = made
    while len(_answers) > _ANSWERS_KEPT:
        del _answers[next(iter(_answers))]
    return made


def _results(
    patients: Sequence[Facts],
    found: Mapping[PatientId, Callable[[], Outcome]],
    days: Mapping[str, date],
    period: Period,
) -> Results:
    treated = (courses.course(found[facts.id](), days[facts.zone]) for facts in patients)
    return cohort.results(treated, start=period.start, end=period.end)
