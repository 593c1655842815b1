"""Recording treatment sessions, and reading them."""

from datetime import datetime

from journal.actions import access
from journal.clinical.errors import Invalid, NotFound
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.clinical.sessions import Session, problems
from journal.db import audit, sessions
from journal.db import journal as store
from journal.db.engine import transaction


async def put(scope: Scope, session: Session, *, now: datetime) -> Session:
    """Record a session, or correct it; the earlier version is kept.

    Raises Invalid with every rule broken, NotFound where the patient is not in the scope's care.
    """
    found = problems(session, now=now)
    if found:
        raise Invalid(*found)
    async with transaction(scope):
        await access.treatable(scope, session.patient)
        if await store.lock(scope, session.patient) is None:
            raise NotFound
        await sessions.put(scope, session, at=now)
        await audit.note(scope, "session.record", at=now, patient=session.patient, subject=session.id)
    return session


async def read(scope: Scope, patient: PatientId, *, now: datetime) -> tuple[Session, ...]:
    """A patient's sessions, by start. NotFound where they are not the scope's to read."""
    async with transaction(scope):
        await access.readable(scope, patient)
        await audit.note(scope, "session.read", at=now, patient=patient)
        return await sessions.of(scope, patient)
