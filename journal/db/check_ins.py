"""Check-ins as columns, for the analysis: arrays built by PostgreSQL, no object per row."""

from typing import Any

from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.clinical.ratings import Ratings
from journal.db import engine

_COLUMNS = """
    coalesce(array_agg(at), '{}') as at, coalesce(array_agg(day), '{}') as day, coalesce(array_agg(late), '{}') as late,
    coalesce(array_agg(mood), '{}') as mood, coalesce(array_agg(function), '{}') as function,
    coalesce(array_agg(sleep_hours), '{}') as sleep_hours, coalesce(array_agg(energy), '{}') as energy,
    coalesce(array_agg(anxiety), '{}') as anxiety, coalesce(array_agg(pain), '{}') as pain
"""

# date '0001-01-01' is day 1 of Python's ordinals.
_CURRENT = """
    select e.patient_id, extract(epoch from e.occurred_at)::float8 as at, e.local_date - date '0001-01-01' + 1 as day,
           e.late, e.mood, e.function, e.sleep_hours, e.energy, e.anxiety, e.pain
    from entry e
    where e.clinic_id = $1 and e.kind = 'check_in' and {which}
      and not exists (select from entry r where r.clinic_id = e.clinic_id and r.patient_id = e.patient_id
                      and r.replaces = e.id)
    order by e.patient_id, e.occurred_at, e.id
"""

_OF_ONE = f"select {_COLUMNS} from ({_CURRENT.format(which='e.patient_id = $2')}) as c"
_OF_MANY = f"""
select patient_id, {_COLUMNS} from ({_CURRENT.format(which="e.patient_id = any($2::uuid[])")}) as c group by patient_id
"""


async def ratings(scope: Scope, patient: PatientId) -> Ratings:
    """All current check-ins of one patient, ascending by time."""
    return _ratings((await engine.fetch(_OF_ONE, scope.clinic, patient))[0])


async def ratings_of(scope: Scope, patients: list[PatientId]) -> dict[PatientId, Ratings]:
    """The same for many patients, in one query; a patient without a check-in is absent."""
    rows = await engine.fetch(_OF_MANY, scope.clinic, patients)
    return {PatientId(row["patient_id"]): _ratings(row) for row in rows}


def _ratings(row: Any) -> Ratings:
    return Ratings(
        at=row["at"],
        day=row["day"],
        late=row["late"],
        mood=row["mood"],
        function=row["function"],
        sleep_hours=row["sleep_hours"],
        energy=row["energy"],
        anxiety=row["anxiety"],
        pain=row["pain"],
    )
