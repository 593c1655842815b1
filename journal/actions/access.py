"""The first step of every verb that touches a patient: who is this, and may they?"""

from collections.abc import Callable
from datetime import datetime

from journal.clinical.errors import NotFound
from journal.clinical.ids import PatientId
from journal.clinical.people import Patient, Scope, may_hand_out, may_read, may_treat
from journal.db import people
from journal.db.people import Person, Standing


async def readable(scope: Scope, patient: PatientId, *, now: datetime) -> Standing:
    """The patient, if the scope may read their journal; NotFound for one unknown and one out of reach alike."""
    return await _standing(scope, patient, may_read, now)


async def handed_out(scope: Scope, patient: PatientId, *, now: datetime) -> Standing:
    """The patient, if the scope may hand out what is theirs: themselves, or their care team; else NotFound."""
    return await _standing(scope, patient, may_hand_out, now)


async def treatable(scope: Scope, patient: PatientId, *, now: datetime) -> Standing:
    """The patient, if the scope is on their care team; else NotFound."""
    return await _standing(scope, patient, may_treat, now)


async def account(scope: Scope) -> Person:
    """Whoever acts, in the open transaction; NotFound where it is the program itself, or somebody who is gone."""
    found = await people.person(scope, scope.actor) if scope.actor else None
    if found is None:
        raise NotFound
    return found


async def _standing(scope: Scope, patient: PatientId, may: Callable[[Scope, Patient], bool], now: datetime) -> Standing:
    found = await people.standing(scope, patient, now=now)
    if found is None or not may(scope, found.patient):
        raise NotFound
    return found
