"""What a patient is treated for: read and changed by their care team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from journal.actions import access
from journal.clinical.conditions import Change, problems
from journal.clinical.errors import Invalid, NotFound
from journal.clinical.ids import PatientId, PersonId
from journal.clinical.people import Scope
from journal.db import audit, conditions, people
from journal.db import journal as store
from journal.db.engine import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatedFor:
    """What stands, how it came about, and the names of who changed it, as far as the reader may know them."""

    conditions: tuple[str, ...]
    changes: tuple[Change, ...]
    names: Mapping[PersonId, str]


async def read(scope: Scope, patient: PatientId, *, now: datetime) -> TreatedFor:
    """What stands and every change. NotFound where the patient is not in the scope's care."""
    async with transaction(scope):
        standing = await access.treatable(scope, patient, now=now)
        await audit.note(scope, "condition.read", at=now, patient=patient)
        return await _found(scope, patient, standing.patient.conditions)


async def change(scope: Scope, patient: PatientId, wanted: Sequence[str], *, now: datetime) -> TreatedFor:
    """Have a patient treated for these from now on; what stands already is no change.

    NotFound as above, Invalid with every rule broken.
    """
    if found := problems(wanted):
        raise Invalid(*found)
    if scope.actor is None:
        raise NotFound
    after = tuple(dict.fromkeys(wanted))
    async with transaction(scope):
        locked = await store.lock(scope, patient)
        # Read under the lock: two who change it at once make two changes, one after the other.
        before = (await access.treatable(scope, patient, now=now)).patient.conditions
        if after != before:
            made = Change(before=before, after=after, author=scope.actor, at=now)
            await conditions.change(scope, patient, made, number=locked.last_number)
            await audit.note(scope, "condition.change", at=now, patient=patient)
        return await _found(scope, patient, after)


async def _found(scope: Scope, patient: PatientId, standing: tuple[str, ...]) -> TreatedFor:
    changes = await conditions.of(scope, patient)
    names = await people.names(scope, list({each.author for each in changes}))
    return TreatedFor(conditions=standing, changes=changes, names=names)
