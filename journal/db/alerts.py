"""Alerts: raised once per entry and rule, never deleted, closed by a person."""

from collections.abc import Sequence
from typing import Any

from journal.clinical.alerts import Alert, Outcome, Tier
from journal.clinical.ids import AlertId, EntryId, PatientId, PersonId
from journal.clinical.people import Scope
from journal.db import engine, tables

_READ = "select * from alert where clinic_id = $1"
# By hand, for it reads nothing back: whoever brings a patient home raises alerts and may not see them.
_ADD = """
insert into alert (clinic_id, id, patient_id, entry_id, rule, rule_version, tier, subject, value, raised_at, due_at)
select $1, new.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::text[], $8::text[],
                             $9::float8[], $10::timestamptz[], $11::timestamptz[]) as new
"""
_OF_PATIENTS = f"""
{_READ} and patient_id = any($2::uuid[]) and ($3 or resolved_at is null)
order by resolved_at nulls first, due_at, id
"""


async def add(scope: Scope, alerts: Sequence[Alert]) -> None:
    """Store new alerts and tell who listens."""
    if not alerts:
        return
    rows = [
        (
            *(alert.id, alert.patient, alert.entry, alert.rule, alert.rule_version, alert.tier.value),
            *(alert.subject, alert.value, alert.raised_at, alert.due_at),
        )
        for alert in alerts
    ]
    await engine.fetch(_ADD, scope.clinic, *[list(column) for column in zip(*rows, strict=True)])
    for alert in alerts:
        await announce(scope, alert)


async def announce(scope: Scope, alert: Alert) -> None:
    """Tell who listens that an alert is new or has changed; heard when the transaction commits."""
    await engine.fetch("select pg_notify('alert', $1)", f"{scope.clinic} {alert.patient} {alert.id}")


async def lock(scope: Scope, id_: AlertId) -> Alert | None:
    """One alert of the clinic, held until the transaction ends."""
    rows = await engine.fetch(_READ + " and id = $2 for update", scope.clinic, id_)
    return _alert(rows[0]) if rows else None


async def of(scope: Scope, patients: Sequence[PatientId], *, resolved: bool = False) -> tuple[Alert, ...]:
    """The open alerts of these patients, with `resolved` all of them; the longest due first."""
    rows = await engine.fetch(
        _OF_PATIENTS,
        scope.clinic,
        list(patients),
        resolved,
    )
    return tuple(map(_alert, rows))


async def update(scope: Scope, alert: Alert) -> None:
    """Store who owns a locked alert and how it ended."""
    await tables.Alert.update(
        {
            tables.Alert.owner_id: alert.owner,
            tables.Alert.acknowledged_at: alert.acknowledged_at,
            tables.Alert.resolved_at: alert.resolved_at,
            tables.Alert.outcome: alert.outcome.value if alert.outcome else None,
        }
    ).where((tables.Alert.clinic_id == scope.clinic) & (tables.Alert.id == alert.id))
    await announce(scope, alert)


def _alert(row: Any) -> Alert:
    return Alert(
        id=AlertId(row["id"]),
        patient=PatientId(row["patient_id"]),
        entry=EntryId(row["entry_id"]),
        rule=row["rule"],
        rule_version=row["rule_version"],
        tier=Tier(row["tier"]),
        subject=row["subject"],
        value=row["value"],
        raised_at=row["raised_at"],
        due_at=row["due_at"],
        owner=PersonId(row["owner_id"]) if row["owner_id"] else None,
        acknowledged_at=row["acknowledged_at"],
        resolved_at=row["resolved_at"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
    )
