"""What each session of a patient gave, and what was seen of it: for the care team."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, get
from litestar.params import FromPath
from msgspec import Struct

from journal.actions import doses
from journal.clinical.ids import PatientId
from journal.handlers import auth


class DoseOut(Struct, kw_only=True, frozen=True):
    """`dissociation` is a severity 0-4, null where nobody reported any; `mood` the 3-day median, 0-10, on day 7."""

    session_id: UUID
    number: int
    of_route: int
    date: date
    route: str
    drug: str
    dose_mg: float
    weight_kg: float | None
    mg_per_kg: float | None
    dissociation: int | None
    mood: float | None


class DosesOut(Struct, kw_only=True, frozen=True):
    """By start; `by_route` counts all sessions."""

    patient_id: UUID
    sessions: list[DoseOut]
    by_route: Mapping[str, int]


@get("/patients/{patient_id:uuid}/doses", opt={"who": auth.CARE_TEAM}, summary="Doses")
async def read(request: Request[Any, Any, Any], patient_id: FromPath[UUID]) -> DosesOut:
    """Dose by body weight of each session, beside dissociation of its day and mood a week on. Nothing is fitted."""
    found = await doses.read(auth.scope_of(request), PatientId(patient_id), now=auth.now_of(request))
    return DosesOut(
        patient_id=patient_id,
        sessions=[msgspec.convert(dose, DoseOut, from_attributes=True) for dose in found.sessions],
        by_route=found.by_route,
    )
