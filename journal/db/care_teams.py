"""Who cares for which patient. A relation that ends is kept, with when."""

from datetime import datetime

from journal.clinical.ids import PatientId, PersonId
from journal.clinical.people import Scope
from journal.db import engine


async def add(scope: Scope, patient: PatientId, provider: PersonId, *, at: datetime) -> bool:
    """Put a provider on a care team, again where they were before; False where the clinic has no such two.

    Somebody who is on it already stays on it since when they were.
    """
    rows = await engine.fetch(
        """
        insert into care_relation as c (clinic_id, patient_id, provider_id, since)
        select t.clinic_id, t.id, p.id, $4 from patient t join person p on p.clinic_id = t.clinic_id
        where t.clinic_id = $1 and t.id = $2 and p.id = $3 and p.role = 'provider' and p.disabled_at is null
        on conflict (clinic_id, provider_id, patient_id) do update
        set since = case when c.ended_at is null then c.since else excluded.since end, ended_at = null
        returning c.provider_id
        """,
        scope.clinic,
        patient,
        provider,
        at,
    )
    return bool(rows)


async def remove(scope: Scope, patient: PatientId, provider: PersonId, *, at: datetime) -> bool:
    """Take a provider off a care team; False where they never were on it. Off it already is no error."""
    rows = await engine.fetch(
        """
        update care_relation set ended_at = coalesce(ended_at, $4)
        where clinic_id = $1 and patient_id = $2 and provider_id = $3 returning provider_id
        """,
        scope.clinic,
        patient,
        provider,
        at,
    )
    return bool(rows)
