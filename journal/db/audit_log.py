"""Reading the audit log: newest first, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from journal.clinical.ids import PatientId, PersonId
from journal.clinical.people import Scope
from journal.db import engine

_SEARCH = """
select a.number, a.at, a.action, a.subject_id, a.actor_id, p.name as actor_name, a.patient_id, t.name as patient_name
from audit a
left join person p on p.clinic_id = a.clinic_id and p.id = a.actor_id
left join patient t on t.clinic_id = a.clinic_id and t.id = a.patient_id
where a.clinic_id = $1
"""

# Only what is asked for is in the statement, so that a person's or a patient's rows are read along their own index.
_CONDITIONS = {
    "before": "a.number < ",
    "actor": "a.actor_id = ",
    "patient": "a.patient_id = ",
    "action": "a.action = ",
    "since": "a.at >= ",
    "until": "a.at < ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is asked for; None asks for all. `since` is included, `until` not; `before` is a number to go on below."""

    actor: PersonId | None = None
    patient: PatientId | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row. A name is None where nobody of the clinic has the id: the program itself, or a companion."""

    number: int
    at: datetime
    action: str
    subject: UUID | None
    actor: PersonId | None
    actor_name: str | None
    patient: PatientId | None
    patient_name: str | None


async def search(scope: Scope, asked: Search, *, limit: int) -> tuple[Event, ...]:
    """The clinic's events that fit, newest first."""
    wanted = {name: value for name in _CONDITIONS if (value := getattr(asked, name)) is not None}
    conditions = [f" and {_CONDITIONS[name]}${place}" for place, name in enumerate(wanted, start=3)]
    sql = f"{_SEARCH}{''.join(conditions)} order by a.number desc limit $2"
    return tuple(map(_event, await engine.fetch(sql, scope.clinic, limit, *wanted.values())))


def _event(row: Any) -> Event:
    return Event(
        number=row["number"],
        at=row["at"],
        action=row["action"],
        subject=row["subject_id"],
        actor=PersonId(row["actor_id"]) if row["actor_name"] is not None else None,
        actor_name=row["actor_name"],
        patient=PatientId(row["patient_id"]) if row["patient_name"] is not None else None,
        patient_name=row["patient_name"],
    )
