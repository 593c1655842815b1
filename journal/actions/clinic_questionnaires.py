"""A clinic's own questionnaires: looked at, loaded, and no longer asked."""

from datetime import datetime

from journal.actions.identity import new_id
from journal.clinical.definitions import can_be
from journal.clinical.errors import Conflict, Invalid, NotFound
from journal.clinical.people import Scope
from journal.clinical.questionnaire_files import Read, examine
from journal.db import audit, questionnaires
from journal.db.engine import transaction
from journal.db.questionnaires import Loaded


async def read(scope: Scope) -> tuple[Loaded, ...]:
    """Every version the clinic has loaded, in the order they were."""
    async with transaction(scope):
        return await questionnaires.of(scope)


async def load(scope: Scope, file: bytes, *, now: datetime) -> Read:
    """Keep a questionnaire and ask it from now on.

    Raises Invalid with every reason why it cannot be asked, and Conflict where this version is there already.
    """
    found = examine(file)
    if not isinstance(found, Read):
        raise Invalid(*found)
    async with transaction(scope):
        id_ = new_id()
        if not await questionnaires.add(scope, found.instrument, file.decode(), id_=id_, at=now):
            raise Conflict
        await audit.note(scope, "questionnaire.load", at=now, subject=id_)
    return found


async def retire(scope: Scope, name: str, *, now: datetime) -> None:
    """Ask it no more; what was answered stays, with its scores. NotFound where it is not asked."""
    if not can_be(name):
        raise NotFound
    async with transaction(scope):
        retired = await questionnaires.retire(scope, name, at=now)
        if not retired:
            raise NotFound
        for id_ in retired:
            await audit.note(scope, "questionnaire.retire", at=now, subject=id_)
