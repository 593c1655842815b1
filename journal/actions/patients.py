"""Who a patient is."""

from datetime import datetime

from journal.actions import access
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.db import audit
from journal.db.engine import transaction
from journal.db.people import Standing


async def read(scope: Scope, patient: PatientId, *, now: datetime) -> Standing:
    """One patient, and how they stand. NotFound where they are not the scope's to see."""
    async with transaction(scope):
        standing = await access.readable(scope, patient, now=now)
        await audit.note(scope, "patient.read", at=now, patient=patient)
        return standing
