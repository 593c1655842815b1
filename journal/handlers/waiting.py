"""Alerts that have come to the admins."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get
from msgspec import Struct

from journal.actions import waiting
from journal.clinical.alerts import Tier
from journal.handlers import auth
from journal.handlers.clinics import OnCallOut


class WaitingOut(Struct, kw_only=True, frozen=True):
    """Whose alert it is and how urgent, and nothing of what it is about.

    `person_id` is the patient's account, whose care team can be mended. `owner` is null while nobody has taken it.
    """

    id: UUID
    patient: str
    person_id: UUID | None
    tier: Tier
    raised_at: datetime
    due_at: datetime
    owner: str | None
    taken_at: datetime | None
    on_call: OnCallOut | None


class AllWaitingOut(Struct, kw_only=True, frozen=True):
    """The longest due first."""

    alerts: list[WaitingOut]


@get("/clinic/alerts", opt={"who": auth.ADMIN}, summary="Alerts that came to the admins")
async def read(request: Request[Any, Any, Any]) -> AllWaitingOut:
    """Alerts that nobody took in time, until somebody closes them."""
    found = await waiting.read(auth.scope_of(request), now=auth.now_of(request))
    return AllWaitingOut(alerts=[_out(each) for each in found])


def _out(found: waiting.Waiting) -> WaitingOut:
    return WaitingOut(
        id=found.id,
        patient=found.patient_name,
        person_id=found.account,
        tier=found.tier,
        raised_at=found.raised_at,
        due_at=found.due_at,
        owner=found.owner,
        taken_at=found.taken_at,
        on_call=OnCallOut(name=found.on_call.name, phone=found.on_call.phone) if found.on_call else None,
    )
