"""The audit log, for the clinic's admin."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromQuery, QueryParameter
from msgspec import Struct

from journal.actions import audit_log
from journal.clinical.ids import PatientId, PersonId
from journal.db.audit_log import Event
from journal.handlers import auth
from journal.handlers.members import NamedOut


class EventOut(Struct, kw_only=True, frozen=True):
    """Who did what to whose data: ids and names, never what was written. `actor` is null for a companion."""

    number: int
    at: datetime
    actor: NamedOut | None
    action: str
    patient: NamedOut | None
    subject_id: UUID | None


class AuditOut(Struct, kw_only=True, frozen=True):
    """Newest first. Where there is `more`, ask again with `before` the last one's number."""

    events: list[EventOut]
    more: bool


@get("/audit", opt={"who": auth.ADMIN}, summary="Audit log")
async def search(
    request: Request[Any, Any, Any],
    actor: FromQuery[UUID | None] = None,
    patient: FromQuery[UUID | None] = None,
    action: FromQuery[str | None] = None,
    start: Annotated[date | None, QueryParameter(name="from")] = None,
    end: Annotated[date | None, QueryParameter(name="to")] = None,
    before: FromQuery[int | None] = None,
) -> AuditOut:
    """Events that fit all that is asked; `from` and `to` are days in the clinic's zone, both included."""
    asked = audit_log.Asked(
        actor=PersonId(actor) if actor else None,
        patient=PatientId(patient) if patient else None,
        action=action,
        start=start,
        end=end,
        before=before,
    )
    found = await audit_log.search(auth.scope_of(request), asked, now=auth.now_of(request))
    return AuditOut(events=[_event(event) for event in found.events], more=found.more)


def _event(event: Event) -> EventOut:
    actor, patient = event.actor, event.patient
    return EventOut(
        number=event.number,
        at=event.at,
        actor=NamedOut(id=actor, name=event.actor_name or "") if actor else None,
        action=event.action,
        patient=NamedOut(id=patient, name=event.patient_name or "") if patient else None,
        subject_id=event.subject,
    )
