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

# date '0001-01-01' is day 1 of Python's ordinals. Corrections are few: they are gathered once and each check-in is held
# against them, which takes half the time of looking for the correction of each.
_CURRENT = """
    with own as materialized (
        select patient_id, id, replaces, kind, occurred_at, local_date, late,
               mood, function, sleep_hours, energy, anxiety, pain
        from entry where clinic_id = $1 and {which}
    )
    select patient_id, extract(epoch from occurred_at)::float8 as at, local_date - date '0001-01-01' + 1 as day,
           late, mood, function, sleep_hours, energy, anxiety, pain
    from own
    where kind = 'check_in'
      and (patient_id, id) not in (select patient_id, replaces from own where replaces is not null)
    order by patient_id, occurred_at, id
"""

_OF_ONE = f"select {_COLUMNS} from ({_CURRENT.format(which='patient_id = $2')}) as c"
_OF_MANY = f"""
select patient_id, array_agg(at) as at, array_agg(day) as day, array_agg(late) as late, array_agg(mood) as mood,
       array_agg(function) as function
from ({_CURRENT.format(which="patient_id = any($2::uuid[])")}) as c group by patient_id
"""


async def ratings(scope: Scope, patient: PatientId) -> Ratings:
    """All current check-ins of one patient, ascending by time."""
    return _ratings((await engine.fetch(_OF_ONE, scope.clinic, patient))[0])


async def ratings_of(scope: Scope, patients: list[PatientId]) -> dict[PatientId, Ratings]:
    """Mood and function of many patients, in one query, the other ratings None; one without a check-in is absent."""
    rows = await engine.fetch(_OF_MANY, scope.clinic, patients)
    return {PatientId(row["patient_id"]): _felt(row) for row in rows}


def _felt(row: Any) -> Ratings:
    unasked = (None,) * len(row["day"])
    return Ratings(
        at=row["at"],
        day=row["day"],
        late=row["late"],
        mood=row["mood"],
        function=row["function"],
        sleep_hours=unasked,
        energy=unasked,
        anxiety=unasked,
        pain=unasked,
    )


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
