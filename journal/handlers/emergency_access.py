"""Emergency access: finding a patient of the clinic, and breaking the glass."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from journal.actions import emergency_access
from journal.clinical.ids import PatientId
from journal.handlers import auth
from journal.handlers.wire import Incoming


class FindIn(Incoming, kw_only=True, frozen=True):
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    birth_date: date


class FoundOut(Struct, kw_only=True, frozen=True):
    patient_id: UUID


class ReasonIn(Incoming, kw_only=True, frozen=True):
    reason: Annotated[str, Meta(max_length=2000)]


class GlassOut(Struct, kw_only=True, frozen=True):
    until: datetime


@post("/patients/find", status_code=200, opt={"who": auth.CARE_TEAM}, summary="Find a patient of the clinic")
async def find(request: Request[Any, Any, Any], data: JSONBody[FindIn]) -> FoundOut:
    """By exact name and birth date."""
    now = auth.now_of(request)
    found = await emergency_access.find(auth.scope_of(request), data.name, data.birth_date, now=now)
    return FoundOut(patient_id=found)


@post(
    "/patients/{patient_id:uuid}/break-glass",
    opt={"who": auth.CARE_TEAM, "tier": "step_up"},
    summary="Break the glass",
)
async def break_glass(
    request: Request[Any, Any, Any], patient_id: FromPath[UUID], data: JSONBody[ReasonIn]
) -> GlassOut:
    """Opens the journal for reading, for four hours. The patient and every admin of the clinic are told."""
    scope, now = auth.scope_of(request), auth.now_of(request)
    until = await emergency_access.break_glass(scope, PatientId(patient_id), data.reason, now=now)
    return GlassOut(until=until)
