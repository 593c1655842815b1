"""Recording treatment sessions, and reading them."""

from dataclasses import dataclass
from datetime import datetime

from journal.actions import access
from journal.actions.tiers import Tier
from journal.clinical.dates import lately
from journal.clinical.errors import Invalid, NotFound
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.people import Scope
from journal.clinical.session_limits import problems
from journal.clinical.sessions import Recorded, Session
from journal.db import audit, sessions
from journal.db import journal as store
from journal.db.engine import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Sessions by start, and what has to be proven to see those that are left out."""

    sessions: tuple[Session, ...]
    needs: Tier | None


async def put(scope: Scope, session: Session, *, now: datetime) -> Session:
    """Record a session, or correct it; the earlier version is kept.

    Raises Invalid with every rule broken, NotFound where the patient is not in the scope's care.
    """
    found = problems(session, now=now)
    if found:
        raise Invalid(*found)
    async with transaction(scope):
        await access.treatable(scope, session.patient, now=now)
        await store.lock(scope, session.patient)
        await sessions.put(scope, session, at=now)
        await audit.note(scope, "session.record", at=now, patient=session.patient, subject=session.id)
    return session


async def read(scope: Scope, patient: PatientId, *, now: datetime, tier: Tier = Tier.READ) -> Held:
    """A patient's sessions; at the tier `log`, those of today and yesterday.

    NotFound where they are not the scope's to read.
    """
    async with transaction(scope):
        await access.readable(scope, patient, now=now)
        await audit.note(scope, "session.read", at=now, patient=patient)
        found = await sessions.of(scope, patient)
    shown = found if tier is not Tier.LOG else tuple(row for row in found if lately(row.local_date, row.zone, now))
    return Held(sessions=shown, needs=Tier.READ if len(shown) < len(found) else None)


async def versions(scope: Scope, patient: PatientId, session: SessionId, *, now: datetime) -> tuple[Recorded, ...]:
    """One session in all its versions, the one that stands first. NotFound where it is not the scope's to read."""
    async with transaction(scope):
        await access.readable(scope, patient, now=now)
        await audit.note(scope, "session.read", at=now, patient=patient, subject=session)
        found = await sessions.versions(scope, patient, session)
        if not found:
            raise NotFound
    return found
