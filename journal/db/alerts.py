"""Alerts: raised once per entry and rule, never deleted, closed by a person.

What is said again of one that runs is a report of it (`alert_report`); the words it is closed with are sealed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from journal.clinical.alerts import Alert, Outcome, Tier
from journal.clinical.ids import AlertId, EntryId, PatientId, PersonId, SessionId
from journal.clinical.people import Scope
from journal.db import alert_tables, engine, sealing
from journal.db.sealing import Opener, Place

_REPORTS = """
left join lateral (
    select count(*) as reports, max(r.at) as latest_at from alert_report r
    where r.clinic_id = a.clinic_id and r.alert_id = a.id
) r on true
"""
_READ = f"select a.*, r.reports, r.latest_at from alert a {_REPORTS} where a.clinic_id = $1"
# By hand, for it reads nothing back: whoever brings a patient home raises alerts and may not see them.
_ADD = """
insert into alert (clinic_id, id, patient_id, entry_id, rule, rule_version, tier, subject, value, raised_at, due_at)
select $1, new.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::text[], $8::text[],
                             $9::float8[], $10::timestamptz[], $11::timestamptz[]) as new
"""
_ADD_ONCE = """
insert into alert (clinic_id, id, patient_id, session_id, rule, rule_version, tier, subject, value, raised_at, due_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (clinic_id, patient_id, session_id, rule) where session_id is not null do nothing returning id
"""
_REPORT = """
insert into alert_report (clinic_id, alert_id, entry_id, patient_id, at, value) values ($1, $2, $3, $4, $5, $6)
"""
_OF_PATIENTS = f"""
{_READ} and a.patient_id = any($2::uuid[]) and ($3 or a.resolved_at is null)
order by a.resolved_at nulls first, a.due_at, a.id
"""
_WITH_ADMINS = f"""
{_READ} and a.resolved_at is null and exists (
    select from alert_step s where s.clinic_id = a.clinic_id and s.alert_id = a.id and s.rung = 'admins'
) order by a.due_at, a.id
"""
_WAITING = f"""
{_READ} and a.acknowledged_at is null and a.resolved_at is null order by a.due_at, a.id
"""
_RUNNING = f"""
{_READ} and a.patient_id = $2 and a.resolved_at is null order by a.raised_at, a.id for update of a
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """Of a rule's alerts that were closed, how many led to an action."""

    rule: str
    closed: int
    acted: int


async def add(scope: Scope, alerts: Sequence[Alert]) -> None:
    """Store new alerts of entries, each with its first report, and tell who listens."""
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
        await report(scope, alert.id, alert)
        await announce(scope, alert)


async def add_once(scope: Scope, alert: Alert) -> bool:
    """Store an alert of a session, unless that session has one by this rule; whether it was stored."""
    made = await engine.fetch(
        _ADD_ONCE,
        *(scope.clinic, alert.id, alert.patient, alert.session, alert.rule, alert.rule_version, alert.tier.value),
        *(alert.subject, alert.value, alert.raised_at, alert.due_at),
    )
    if made:
        await announce(scope, alert)
    return bool(made)


async def report(scope: Scope, id_: AlertId, new: Alert) -> None:
    """What raised `new` says the same as an alert that runs: it is a further report of that one."""
    values = (id_, new.entry, new.patient, new.raised_at, new.value)
    await engine.fetch(_REPORT, scope.clinic, *values)


async def announce(scope: Scope, alert: Alert) -> None:
    """Tell who listens that an alert is new or has changed; heard when the transaction commits."""
    await engine.fetch("select pg_notify('alert', $1)", f"{scope.clinic} {alert.patient} {alert.id}")


async def lock(scope: Scope, id_: AlertId) -> Alert | None:
    """One alert of the clinic, held until the transaction ends."""
    found = await _alerts(scope, await engine.fetch(_READ + " and a.id = $2 for update of a", scope.clinic, id_))
    return found[0] if found else None


async def lock_running(scope: Scope, patient: PatientId) -> tuple[Alert, ...]:
    """A patient's alerts that nobody has closed, the oldest first, held until the transaction ends."""
    return await _alerts(scope, await engine.fetch(_RUNNING, scope.clinic, patient))


async def of(scope: Scope, patients: Sequence[PatientId], *, resolved: bool = False) -> tuple[Alert, ...]:
    """The open alerts of these patients, with `resolved` all of them; the longest due first."""
    return await _alerts(scope, await engine.fetch(_OF_PATIENTS, scope.clinic, list(patients), resolved))


async def waiting(scope: Scope) -> tuple[Alert, ...]:
    """The alerts of the clinic that nobody has taken, the longest due first."""
    return await _alerts(scope, await engine.fetch(_WAITING, scope.clinic))


async def with_admins(scope: Scope) -> tuple[Alert, ...]:
    """The clinic's open alerts that have come to its admins, the longest due first."""
    return await _alerts(scope, await engine.fetch(_WITH_ADMINS, scope.clinic))


async def update(scope: Scope, alert: Alert) -> None:
    """Store who owns a locked alert and how it ended, with the words it was closed with."""
    note = None
    if alert.note is not None:
        note = (await sealing.sealer(scope, alert.patient)).for_column(_place(alert.id), alert.note)
    await alert_tables.Alert.update(
        {
            alert_tables.Alert.owner_id: alert.owner,
            alert_tables.Alert.acknowledged_at: alert.acknowledged_at,
            alert_tables.Alert.resolved_at: alert.resolved_at,
            alert_tables.Alert.outcome: alert.outcome.value if alert.outcome else None,
            alert_tables.Alert.note: note,
        }
    ).where((alert_tables.Alert.clinic_id == scope.clinic) & (alert_tables.Alert.id == alert.id))
    await announce(scope, alert)


async def precision(
    scope: Scope, patients: Sequence[PatientId] | None, start: datetime, end: datetime, *, acted: Sequence[Outcome]
) -> tuple[Precision, ...]:
    """By rule, of the alerts closed from `start` until `end`, of these patients or (None) of the clinic's."""
    rows = await engine.fetch(
        """
        select rule, count(*) as closed, count(*) filter (where outcome = any($5::text[])) as acted from alert
        where clinic_id = $1 and ($2::uuid[] is null or patient_id = any($2)) and resolved_at >= $3 and resolved_at < $4
        group by rule order by closed desc, rule
        """,
        scope.clinic,
        None if patients is None else list(patients),
        start,
        end,
        [outcome.value for outcome in acted],
    )
    return tuple(Precision(rule=row["rule"], closed=row["closed"], acted=row["acted"]) for row in rows)


def _place(id_: AlertId) -> Place:
    return Place(table="alert", column="note", row=id_)


async def _alerts(scope: Scope, rows: Sequence[Any]) -> tuple[Alert, ...]:
    spoken = {PatientId(row["patient_id"]) for row in rows if row["note"] is not None}
    opener = await sealing.opener(scope, spoken) if spoken else None
    return tuple(_alert(row, opener) for row in rows)


def _note(row: Any, opener: Opener | None) -> str | None:
    if opener is None or row["note"] is None:
        return None
    return opener.of_column(PatientId(row["patient_id"]), _place(AlertId(row["id"])), row["note"])


def _alert(row: Any, opener: Opener | None) -> Alert:
    return Alert(
        id=AlertId(row["id"]),
        patient=PatientId(row["patient_id"]),
        entry=EntryId(row["entry_id"]) if row["entry_id"] else None,
        session=SessionId(row["session_id"]) if row["session_id"] else None,
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
        note=_note(row, opener),
        count=max(1, row["reports"]),
        latest_at=row["latest_at"],
    )
