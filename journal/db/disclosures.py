"""What left the clinic, to whom, when and by whom."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from journal.clinical.ids import PatientId, PersonId
from journal.clinical.people import Scope
from journal.db import sealing, tables
from journal.db.sealing import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One file handed out. `digest` is the SHA-256 of the file, so that the very page can be told later."""

    id: UUID
    patient: PatientId
    by: PersonId
    at: datetime
    recipient: str
    format: str
    start: date
    end: date
    parts: tuple[str, ...]
    digest: bytes


async def add(scope: Scope, disclosure: Disclosure) -> None:
    """Put one on record; whom it went to is sealed."""
    sealer = await sealing.sealer(scope, disclosure.patient)
    await tables.Disclosure.insert(
        tables.Disclosure(
            clinic_id=scope.clinic,
            id=disclosure.id,
            patient_id=disclosure.patient,
            disclosed_by=disclosure.by,
            disclosed_at=disclosure.at,
            recipient=sealer.for_column(recipient_place(disclosure.id), disclosure.recipient),
            format=disclosure.format,
            period_from=disclosure.start,
            period_to=disclosure.end,
            parts=list(disclosure.parts),
            digest=disclosure.digest,
        )
    )


def recipient_place(id_: UUID) -> Place:
    """Where the recipient of one stands."""
    return Place(table="disclosure", column="recipient", row=id_)
