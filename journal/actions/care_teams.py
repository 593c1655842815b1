"""Care relations, as the clinic's admin makes and ends them."""

from datetime import datetime

from journal.clinical.errors import NotFound
from journal.clinical.ids import PatientId, PersonId
from journal.clinical.people import Scope
from journal.db import audit, care_teams
from journal.db.engine import transaction


async def add(scope: Scope, patient: PatientId, provider: PersonId, *, now: datetime) -> None:
    """Put a provider on a patient's care team. NotFound where the clinic has no such patient or provider."""
    async with transaction(scope):
        if not await care_teams.add(scope, patient, provider, at=now):
            raise NotFound
        await audit.note(scope, "care_team.add", at=now, patient=patient, subject=provider)


async def remove(scope: Scope, patient: PatientId, provider: PersonId, *, now: datetime) -> None:
    """Take a provider off it, from their next request on. NotFound where they never were on it."""
    async with transaction(scope):
        if not await care_teams.remove(scope, patient, provider, at=now):
            raise NotFound
        await audit.note(scope, "care_team.remove", at=now, patient=patient, subject=provider)
