"""The first step of every verb that touches a patient: who is this, and may they?"""

from collections.abc import Callable

from journal.clinical.errors import NotFound
from journal.clinical.ids import PatientId
from journal.clinical.people import Patient, Scope, may_read, may_treat
from journal.db import people
from journal.db.people import Standing


async def readable(scope: Scope, patient: PatientId) -> Standing:
    """The patient, if the scope may read their journal; NotFound for one unknown and one out of reach alike."""
    return await _standing(scope, patient, may_read)


async def treatable(scope: Scope, patient: PatientId) -> Standing:
    """The patient, if the scope is on their care team; else NotFound."""
    return await _standing(scope, patient, may_treat)


async def _standing(scope: Scope, patient: PatientId, may: Callable[[Scope, Patient], bool]) -> Standing:
    found = await people.standing(scope, patient)
    if found is None or not may(scope, found.patient):
        raise NotFound
    return found
