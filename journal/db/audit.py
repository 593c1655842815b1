"""Who did what to whose data, written in the transaction that did it. Ids only."""

from datetime import datetime
from uuid import UUID

from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.db import engine

# By hand: every read leaves a row, and building this insert from its table cost a third of an unchanged read.
_NOTE = "insert into audit (clinic_id, at, actor_id, action, patient_id, subject_id) values ($1, $2, $3, $4, $5, $6)"


async def note(
    scope: Scope, action: str, *, at: datetime, patient: PatientId | None = None, subject: UUID | None = None
) -> None:
    """Leave one row: `action` is `noun.verb`, `subject` the id of what was touched.

    Written when the transaction ends: its place in the patient's chain keeps others from theirs until the commit.
    """
    engine.leave_for_the_end(_NOTE, scope.clinic, at, scope.actor, action, patient, subject)
