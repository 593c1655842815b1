"""What a patient is treated for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from journal.actions import conditions
from journal.actions.conditions import TreatedFor
from journal.clinical.ids import PatientId
from journal.handlers import auth
from journal.handlers.wire import Incoming


class ConditionsIn(Incoming, kw_only=True, frozen=True):
    """All of them: what is not named is no longer treated."""

    conditions: tuple[str, ...]


class ChangeOut(Struct, kw_only=True, frozen=True):
    """`author` is a name, null where the reader may not know it."""

    at: datetime
    author: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]


class ConditionsOut(Struct, kw_only=True, frozen=True):
    """What stands, and every change since the invitation, the first first."""

    conditions: tuple[str, ...]
    changes: list[ChangeOut]


@get("/patients/{patient_id:uuid}/conditions", opt={"who": auth.CARE_TEAM}, summary="Treated for")
async def read(request: Request[Any, Any, Any], patient_id: FromPath[UUID]) -> ConditionsOut:
    """What the patient is treated for, and how that has changed."""
    return _out(await conditions.read(auth.scope_of(request), PatientId(patient_id), now=auth.now_of(request)))


@put("/patients/{patient_id:uuid}/conditions", opt={"who": auth.CARE_TEAM}, summary="Change what is treated")
async def change(
    request: Request[Any, Any, Any], patient_id: FromPath[UUID], data: JSONBody[ConditionsIn]
) -> ConditionsOut:
    """From now on the check-in asks, and the forms come, for these. The same again is no change."""
    scope, now = auth.scope_of(request), auth.now_of(request)
    return _out(await conditions.change(scope, PatientId(patient_id), data.conditions, now=now))


def _out(found: TreatedFor) -> ConditionsOut:
    changes = [
        ChangeOut(at=each.at, author=found.names.get(each.author), before=each.before, after=each.after)
        for each in found.changes
    ]
    return ConditionsOut(conditions=found.conditions, changes=changes)
