"""What a clinic sets for itself: its name and hours, whom to call, its words."""

from datetime import datetime

from journal.clinical.clinics import Clinic, problems
from journal.clinical.errors import Invalid, Problem
from journal.clinical.people import Scope
from journal.db import audit, clinics
from journal.db.engine import transaction


async def read(scope: Scope) -> Clinic:
    """The scope's clinic."""
    async with transaction(scope):
        return await clinics.of(scope)


async def put(scope: Scope, clinic: Clinic, *, now: datetime) -> None:
    """Set all of it anew. Alerts raised before stay due when they were. Raises Invalid with every rule broken."""
    found = problems(clinic)
    if clinic.id != scope.clinic:
        found.append(Problem(pointer="/id", detail="must be your clinic's"))
    if found:
        raise Invalid(*found)
    async with transaction(scope):
        await clinics.put(scope, clinic)
        await audit.note(scope, "clinic.change", at=now, subject=clinic.id)
