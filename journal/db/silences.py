"""Who has not written since when: the latest session of each patient, where it has no task of silence yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from journal.clinical.ids import PatientId, SessionId
from journal.clinical.people import Scope
from journal.db import engine

_LATEST = """
select p.id as patient_id, p.zone, s.id as session_id, s.local_date,
       (select max(e.local_date) from entry e where e.clinic_id = p.clinic_id and e.patient_id = p.id) as last_entry
from patient p join lateral (
    select id, local_date from (
        select distinct on (t.id) t.id, t.local_date, t.started_at from treatment_session t
        where t.clinic_id = p.clinic_id and t.patient_id = p.id order by t.id, t.revision desc
    ) t order by started_at desc limit 1
) s on true
where p.clinic_id = $1 and exists (
    select from treatment_session t where t.clinic_id = p.clinic_id and t.patient_id = p.id and t.started_at >= $2
) and not exists (
    select from alert a where a.clinic_id = p.clinic_id and a.patient_id = p.id and a.session_id = s.id
      and a.rule = 'silence'
)
order by p.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A patient's latest session, and the day of their last entry of any kind."""

    patient: PatientId
    zone: str
    session: SessionId
    session_date: date
    last_entry: date | None


async def latest(scope: Scope, *, since: datetime) -> Sequence[Quiet]:
    """Of each patient of the clinic with a session since then, the latest, unless its silence is a task already."""
    return [
        Quiet(
            patient=PatientId(row["patient_id"]),
            zone=row["zone"],
            session=SessionId(row["session_id"]),
            session_date=row["local_date"],
            last_entry=row["last_entry"],
        )
        for row in await engine.fetch(_LATEST, scope.clinic, since)
    ]
