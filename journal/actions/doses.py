"""Reading what each session of one patient gave, and what was seen of it."""

from datetime import datetime

from journal.actions import access
from journal.clinical import doses
from journal.clinical.daily import daily
from journal.clinical.doses import Doses
from journal.clinical.entries import Kind, SideEffect
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.clinical.ratings import ascending
from journal.db import audit, check_ins, sessions
from journal.db import journal as store
from journal.db.engine import transaction


async def read(scope: Scope, patient: PatientId, *, now: datetime) -> Doses:
    """The doses of a patient whom the scope may read; NotFound of any other."""
    async with transaction(scope):
        await access.readable(scope, patient, now=now)
        await audit.note(scope, "doses.read", at=now, patient=patient)
        held = await sessions.of(scope, patient)
        reports = await store.every(scope, patient, Kind.SIDE_EFFECT)
        ratings = await check_ins.ratings(scope, patient)
    told = [revision.entry.content for revision in reports]
    return doses.doses(held, [each for each in told if isinstance(each, SideEffect)], daily(ascending(ratings)))
