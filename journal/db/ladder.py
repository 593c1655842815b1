"""The ladders of alerts: who there is to look, and the rungs that were climbed, each once."""

from collections.abc import Sequence
from typing import Any

from journal.clinical.alerts import Alert
from journal.clinical.ids import AlertId, PatientId, PersonId
from journal.clinical.ladder import Rung, Staff, Step
from journal.clinical.people import Scope
from journal.db import alerts, engine, people

_STEPS = """
select * from alert_step where clinic_id = $1 and alert_id = any($2::uuid[]) order by at, array_position(
    array['owner', 'team', 'admins', 'patient'], rung)
"""
_TEAMS = """
select asked.patient_id, array_agg(p.id order by r.since, p.id) filter (where p.id is not null) as team
from (select distinct unnest($2::uuid[]) as patient_id) as asked
left join care_relation r on r.clinic_id = $1 and r.patient_id = asked.patient_id and r.ended_at is null
left join person p on p.clinic_id = r.clinic_id and p.id = r.provider_id and p.disabled_at is null
group by asked.patient_id
"""
# Taken meanwhile, or climbed by another: nothing is stored, and nothing comes back. The alert is held, so that whoever
# takes it now comes after.
_CLIMB = """
with waiting as (
    select clinic_id, id, patient_id from alert
    where clinic_id = $1 and id = $2 and acknowledged_at is null and resolved_at is null for update
)
insert into alert_step (clinic_id, alert_id, rung, patient_id, at, people)
select clinic_id, id, $3, patient_id, $4, $5::uuid[] from waiting
on conflict do nothing returning rung
"""


async def steps(scope: Scope, ids: Sequence[AlertId]) -> dict[AlertId, tuple[Step, ...]]:
    """The rungs each alert has climbed, in order; an alert without one is absent."""
    found: dict[AlertId, list[Step]] = {}
    for row in await engine.fetch(_STEPS, scope.clinic, list(ids)) if ids else ():
        found.setdefault(AlertId(row["alert_id"]), []).append(_step(row))
    return {id_: tuple(climbed) for id_, climbed in found.items()}


async def staff(scope: Scope, patients: Sequence[PatientId]) -> dict[PatientId, Staff]:
    """Who there is to look after each of these patients."""
    admins = await people.admins(scope)
    rows = await engine.fetch(_TEAMS, scope.clinic, list(patients))
    return {
        PatientId(row["patient_id"]): Staff(team=tuple(map(PersonId, row["team"] or ())), admins=admins) for row in rows
    }


async def climb(scope: Scope, alert: Alert, step: Step) -> bool:
    """Store a rung, once; False where it was climbed already, or somebody has taken the alert."""
    made = await engine.fetch(_CLIMB, scope.clinic, alert.id, step.rung.value, step.at, list(step.people))
    if made:
        await alerts.announce(scope, alert)
    return bool(made)


def _step(row: Any) -> Step:
    return Step(rung=Rung(row["rung"]), at=row["at"], people=tuple(map(PersonId, row["people"])))
