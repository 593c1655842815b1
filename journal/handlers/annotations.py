"""What staff write on a patient's chart."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct

from journal.actions import annotations
from journal.actions.annotations import Draft, Written
from journal.clinical.annotations import AnnotationKind
from journal.clinical.ids import AnnotationId, PatientId
from journal.handlers import auth
from journal.handlers.wire import Incoming


class AnnotationIn(Incoming, kw_only=True, frozen=True):
    """`text` null takes back what it `replaces`."""

    id: UUID
    kind: AnnotationKind
    date: date
    text: str | None
    replaces: UUID | None = None


class AnnotationOut(Struct, kw_only=True, frozen=True):
    """`author` is a name, null where the reader may not know it. `unreadable`: there is a text that does not open."""

    id: UUID
    kind: AnnotationKind
    date: date
    text: str | None
    author: str | None
    created_at: datetime
    replaces: UUID | None
    unreadable: bool


class AnnotationsOut(Struct, kw_only=True, frozen=True):
    """By day; with `history` in the order they were written."""

    annotations: list[AnnotationOut]


@post("/patients/{patient_id:uuid}/annotations", opt={"who": auth.CARE_TEAM}, summary="Write on a chart")
async def write(
    request: Request[Any, Any, Any], patient_id: FromPath[UUID], data: JSONBody[AnnotationIn]
) -> AnnotationsOut:
    """Write a note for the care team, or a plan, which the patient reads too. The same call twice writes once."""
    draft = Draft(
        id=AnnotationId(data.id),
        kind=data.kind,
        local_date=data.date,
        text=data.text,
        replaces=AnnotationId(data.replaces) if data.replaces else None,
    )
    written = await annotations.write(auth.scope_of(request), PatientId(patient_id), draft, now=auth.now_of(request))
    return _out(written)


@get("/patients/{patient_id:uuid}/annotations", opt={"who": auth.PATIENT_OR_CARE_TEAM}, summary="Annotations")
async def read(
    request: Request[Any, Any, Any], patient_id: FromPath[UUID], history: FromQuery[bool] = False
) -> AnnotationsOut:
    """What staff wrote on the chart. A patient is answered the plans that stand, and no note."""
    written = await annotations.read(
        auth.scope_of(request), PatientId(patient_id), history=history, now=auth.now_of(request)
    )
    return _out(written)


def _out(written: Written) -> AnnotationsOut:
    return AnnotationsOut(
        annotations=[
            AnnotationOut(
                id=each.id,
                kind=each.kind,
                date=each.local_date,
                text=each.text,
                author=written.names.get(each.author),
                created_at=each.created_at,
                replaces=each.replaces,
                unreadable=each.unreadable,
            )
            for each in written.annotations
        ]
    )
