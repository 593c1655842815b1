"""The results of the patients in a provider's care, together. A fixed number of queries, however many patients.

Theirs and nobody else's: whose journal somebody may not read, they get no figure of either. An admin, who may read
none, gets none.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from journal.clinical import cohort, recovery
from journal.clinical.cohort import Course, Results
from journal.clinical.daily import daily
from journal.clinical.dates import local_day
from journal.clinical.entries import Entry
from journal.clinical.episodes import resolutions
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.clinical.questionnaires import history, scored
from journal.clinical.ratings import Ratings, ascending
from journal.clinical.rules import Rules
from journal.clinical.series import pauses
from journal.clinical.sessions import Session
from journal.db import audit, check_ins, people, rules, sessions
from journal.db import journal as store
from journal.db.engine import transaction

NOTHING = Ratings(at=[], day=[], late=[], mood=[], function=[], sleep_hours=[], energy=[], anxiety=[], pain=[])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """All that was read, by patient: who has none of it is absent there. `today` is each one's own local day.

    Of entries the figures alone are read: no word that anybody wrote is opened.
    """

    today: Mapping[PatientId, date]
    held: Mapping[PatientId, Sequence[Session]]
    ratings: Mapping[PatientId, Ratings]
    entries: Callable[[], Mapping[PatientId, Sequence[Entry]]]
    rules: Rules


async def read(scope: Scope, *, start: date | None, end: date | None, now: datetime) -> Results:
    """The results of the scope's patients who had a session in the period; None is without a limit on that side."""
    async with transaction(scope):
        patients = [standing.patient for standing in await people.in_care(scope)]
        ids = [patient.id for patient in patients]
        facts = _Facts(
            today={patient.id: local_day(now, patient.zone) for patient in patients},
            held=await sessions.of_many(scope, ids),
            ratings=await check_ins.ratings_of(scope, ids),
            entries=await store.wordless(scope, ids),
            rules=await rules.of(scope),
        )
        await audit.note(scope, "results.read", at=now)
    # Thousands of journals take seconds: others are served meanwhile.
    return await asyncio.to_thread(_results, facts, start or date.min, end or date.max)


def _results(facts: _Facts, start: date, end: date) -> Results:
    found = facts.entries()
    # Without a session there is nothing to count, and their journal need not be gone through.
    treated = (_course(patient, held, found.get(patient, ()), facts) for patient, held in facts.held.items())
    return cohort.results(treated, start=start, end=end)


def _course(patient: PatientId, held: Sequence[Session], entries: Sequence[Entry], facts: _Facts) -> Course:
    ratings = ascending(facts.ratings.get(patient, NOTHING))
    today = facts.today[patient]
    over = bool(ratings.day) and recovery.over(date.fromordinal(ratings.day[-1]), today)
    return Course(
        sessions=held,
        pauses=pauses(ratings, daily(ratings), held, today=today, over=over, rules=facts.rules),
        history=history(scored(entries), held),
        resolutions=resolutions(entries, held),
    )
