"""What a patient is treated for, and every change of it; the row of the patient has what stands."""

from collections.abc import Sequence
from typing import Any

from journal.clinical.conditions import Change
from journal.clinical.ids import PatientId, PersonId
from journal.clinical.people import Scope
from journal.db import engine

_OF = "select * from condition_change where clinic_id = $1 and patient_id = $2 order by number"

_CHANGE = """
with changed as (
    update patient set conditions = $4 where clinic_id = $1 and id = $2 returning clinic_id, id
), kept as (
    insert into condition_change (clinic_id, patient_id, number, before, after, author_id, at)
    select p.clinic_id, p.id, 1 + (
        select count(*) from condition_change c where c.clinic_id = p.clinic_id and c.patient_id = p.id
    ), $3, $4, $5, $6 from changed p
)
select pg_notify('journal', $7)
"""


async def of(scope: Scope, patient: PatientId) -> tuple[Change, ...]:
    """The changes, the first first."""
    return tuple(_change(row) for row in await engine.fetch(_OF, scope.clinic, patient))


async def change(scope: Scope, patient: PatientId, made: Change, *, number: int) -> None:
    """Keep a change, and tell who listens; `number` is the journal's last. The patient's row must be locked."""
    before, after = list(made.before), list(made.after)
    news = f"{scope.clinic} {patient} {number}"
    await engine.fetch(_CHANGE, scope.clinic, patient, before, after, made.author, made.at, news)


def _change(row: Any) -> Change:
    return Change(
        before=_codes(row["before"]), after=_codes(row["after"]), author=PersonId(row["author_id"]), at=row["at"]
    )


def _codes(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(found)
