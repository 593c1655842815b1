"""Alerts in the hands of people: seen, taken, closed with an outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from journal.actions import access
from journal.clinical import alerts as rules
from journal.clinical.alerts import Alert, Outcome
from journal.clinical.errors import NotFound
from journal.clinical.ids import AlertId, PersonId
from journal.clinical.people import Scope
from journal.db import alerts, audit, people
from journal.db.engine import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An alert with the names a person needs to act on it."""

    alert: Alert
    patient_name: str
    owner_name: str | None


async def read(scope: Scope, *, resolved: bool, now: datetime) -> tuple[Shown, ...]:
    """The alerts of the patients the scope cares for: the open ones, with `resolved` all."""
    async with transaction(scope):
        cared_for = {standing.patient.id: standing.patient.name for standing in await people.in_care(scope)}
        found = await alerts.of(scope, list(cared_for), resolved=resolved)
        owners = await people.names(scope, [alert.owner for alert in found if alert.owner])
        await audit.note(scope, "alert.read", at=now)
    return tuple(_shown(alert, cared_for[alert.patient], owners) for alert in found)


async def acknowledge(scope: Scope, id_: AlertId, *, now: datetime) -> Shown:
    """Take an alert. NotFound where it is not the scope's to see, Conflict where somebody else was first."""
    async with transaction(scope):
        alert, patient_name = await _locked(scope, id_, now)
        taken = rules.acknowledge(alert, owner=_actor(scope), at=now)
        return await _stored(scope, alert, taken, patient_name, action="alert.acknowledge", now=now)


async def resolve(scope: Scope, id_: AlertId, outcome: Outcome, *, now: datetime) -> Shown:
    """Close an alert. NotFound and Conflict as above."""
    async with transaction(scope):
        alert, patient_name = await _locked(scope, id_, now)
        closed = rules.resolve(alert, by=_actor(scope), at=now, outcome=outcome)
        return await _stored(scope, alert, closed, patient_name, action="alert.resolve", now=now)


async def _locked(scope: Scope, id_: AlertId, now: datetime) -> tuple[Alert, str]:
    alert = await alerts.lock(scope, id_)
    if alert is None:
        raise NotFound
    return alert, (await access.treatable(scope, alert.patient, now=now)).patient.name


async def _stored(scope: Scope, before: Alert, after: Alert, patient_name: str, *, action: str, now: datetime) -> Shown:
    if after != before:
        await alerts.update(scope, after)
    await audit.note(scope, action, at=now, patient=after.patient, subject=after.id)
    owners = await people.names(scope, [after.owner] if after.owner else [])
    return _shown(after, patient_name, owners)


def _actor(scope: Scope) -> PersonId:
    if scope.actor is None:
        raise NotFound
    return scope.actor


def _shown(alert: Alert, patient_name: str, owners: Mapping[PersonId, str]) -> Shown:
    return Shown(alert=alert, patient_name=patient_name, owner_name=owners.get(alert.owner) if alert.owner else None)
