"""Alerts that have come to a clinic's admins because nobody had taken them: whose, how urgent, in whose hands."""

from dataclasses import dataclass
from datetime import datetime

from journal.clinical import ladder
from journal.clinical.alerts import Tier
from journal.clinical.clinics import OnCall
from journal.clinical.ids import AlertId, PersonId
from journal.clinical.people import Scope
from journal.db import alerts, audit, clinics, people
from journal.db.engine import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An open alert, without what it is about: that is for the care team.

    `account` is whose care team can be mended, None where the patient has no account. `owner` is a name, None while
    nobody has it. `on_call` is whom to reach while the clinic is closed, for what is urgent.
    """

    id: AlertId
    patient_name: str
    account: PersonId | None
    tier: Tier
    raised_at: datetime
    due_at: datetime
    owner: str | None
    taken_at: datetime | None
    on_call: OnCall | None


async def read(scope: Scope, *, now: datetime) -> tuple[Waiting, ...]:
    """Those that came to the admins and that nobody has closed, the longest due first. For an admin's scope."""
    async with transaction(scope):
        found = await alerts.with_admins(scope)
        patients = await people.of_patients(scope, list({alert.patient for alert in found}))
        names = await people.names(scope, [alert.owner for alert in found if alert.owner])
        clinic = await clinics.of(scope)
        await audit.note(scope, "alert.overview", at=now)
    return tuple(
        Waiting(
            id=alert.id,
            patient_name=patients[alert.patient].name,
            account=patients[alert.patient].account,
            tier=alert.tier,
            raised_at=alert.raised_at,
            due_at=alert.due_at,
            owner=names.get(alert.owner, "") if alert.owner else None,
            taken_at=alert.acknowledged_at,
            on_call=clinic.on_call if ladder.out_of_hours(alert, clinic, now) else None,
        )
        for alert in found
    )
