"""Emergency access: who opened a patient's journal without a care relation, why, and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.db import engine, sealing
from journal.db.sealing import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """Broken `at` by the scope's actor, for the `reason` they gave."""

    id: UUID
    patient: PatientId
    at: datetime
    until: datetime
    reason: str


async def add(scope: Scope, glass: Glass) -> None:
    """Put it on record, for good; the reason is sealed."""
    sealer = await sealing.sealer(scope, glass.patient)
    await engine.fetch(
        """
        insert into emergency_access (clinic_id, id, patient_id, provider_id, at, until_at, reason)
        values ($1, $2, $3, $4, $5, $6, $7)
        """,
        scope.clinic,
        glass.id,
        glass.patient,
        scope.actor,
        glass.at,
        glass.until,
        sealer.for_column(Place(table="emergency_access", column="reason", row=glass.id), glass.reason),
    )


async def find_patients(scope: Scope, *, born: date) -> tuple[tuple[PatientId, str], ...]:
    """The clinic's patients born on a day, with their names."""
    rows = await engine.fetch(
        "select id, name from patient where clinic_id = $1 and birth_date = $2 order by id", scope.clinic, born
    )
    return tuple((PatientId(row["id"]), row["name"]) for row in rows)
