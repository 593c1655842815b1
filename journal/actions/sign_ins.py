"""Where somebody is signed in, and signing out there."""

from datetime import datetime
from uuid import UUID

from journal.actions.identity import new_id
from journal.actions.sign_in import expired
from journal.clinical.errors import NotFound
from journal.clinical.people import Scope
from journal.db import audit, credentials, notices, sign_ins
from journal.db.engine import transaction
from journal.db.notices import NoticeKind
from journal.db.sign_ins import SignIn


async def read(scope: Scope, *, now: datetime) -> tuple[SignIn, ...]:
    """The scope's actor's live sign-ins, the last used first."""
    async with transaction(scope):
        found = await sign_ins.of(scope)
    return tuple(row for row in found if not expired(row, now))


async def hold(found: SignIn) -> None:
    """Let nobody else change this person's ways in before the open transaction ends.

    NotFound where the sign-in has been ended meanwhile: nothing that was begun before a reset may outlast it.
    """
    if found.scope.actor is not None:
        await credentials.hold(found.scope, found.scope.actor)
    if found.id not in {row.id for row in await sign_ins.of(found.scope)}:
        raise NotFound


async def end(scope: Scope, id_: UUID, *, now: datetime) -> None:
    """Sign out there, at once. NotFound where it has ended, or is somebody else's."""
    async with transaction(scope):
        client = await sign_ins.end(scope, id_)
        if client is None or scope.actor is None:
            raise NotFound
        facts = {"client": client}
        await notices.tell(scope, scope.actor, NoticeKind.SIGNED_OUT_ELSEWHERE, id_=new_id(), at=now, facts=facts)
        await audit.note(scope, "sign_in.end", at=now, patient=scope.patient, subject=scope.actor)


async def end_others(found: SignIn, *, now: datetime) -> None:
    """Sign out everywhere else."""
    scope = found.scope
    async with transaction(scope):
        if await sign_ins.end_others(scope, found.id) and scope.actor is not None:
            await notices.tell(scope, scope.actor, NoticeKind.SIGNED_OUT_ELSEWHERE, id_=new_id(), at=now)
            await audit.note(scope, "sign_in.end", at=now, patient=scope.patient, subject=scope.actor)
