"""Who did what to whose data, written in the transaction that did it. Ids only."""

from datetime import datetime
from uuid import UUID

from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.db.tables import Audit


async def note(
    scope: Scope, action: str, *, at: datetime, patient: PatientId | None = None, subject: UUID | None = None
) -> None:
    """Leave one row: `action` is `noun.verb`, `subject` the id of what was touched."""
    await Audit.insert(
        Audit(
            {
                Audit.clinic_id: scope.clinic,
                Audit.at: at,
                Audit.actor_id: scope.actor,
                Audit.action: action,
                Audit.patient_id: patient,
                Audit.subject_id: subject,
            }
        )
    )
