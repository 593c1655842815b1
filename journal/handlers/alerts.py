"""Alerts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct

from journal.actions import alerts
from journal.actions.alerts import Shown
from journal.clinical.alerts import Outcome, Tier
from journal.clinical.ids import AlertId
from journal.handlers import auth
from journal.handlers.wire import Incoming


class PersonOut(Struct, kw_only=True, frozen=True):
    id: UUID
    name: str


class AlertOut(Struct, kw_only=True, frozen=True):
    """`subject` is what it is about (a questionnaire's item, a side effect), `value` what was answered."""

    id: UUID
    patient: PersonOut
    entry_id: UUID
    rule: str
    rule_version: int
    tier: Tier
    subject: str
    value: float
    raised_at: datetime
    due_at: datetime
    owner: PersonOut | None
    acknowledged_at: datetime | None
    resolved_at: datetime | None
    outcome: Outcome | None


class AlertsOut(Struct, kw_only=True, frozen=True):
    """The open ones first, the longest due on top."""

    alerts: list[AlertOut]


class ResolveIn(Incoming, kw_only=True, frozen=True):
    outcome: Outcome


@get("/alerts", opt={"who": auth.CARE_TEAM}, summary="Alerts")
async def read(request: Request[Any, Any, Any], all: FromQuery[bool] = False) -> AlertsOut:
    """The alerts of one's patients: the open ones, with `all` the closed ones too."""
    found = await alerts.read(auth.scope_of(request), resolved=all, now=auth.now_of(request))
    return AlertsOut(alerts=[_out(shown) for shown in found])


@post(
    "/alerts/{alert_id:uuid}/acknowledge",
    status_code=200,
    opt={"who": auth.CARE_TEAM},
    summary="Take an alert",
)
async def acknowledge(request: Request[Any, Any, Any], alert_id: FromPath[UUID]) -> AlertOut:
    """Become its owner. 409 where somebody else is."""
    return _out(await alerts.acknowledge(auth.scope_of(request), AlertId(alert_id), now=auth.now_of(request)))


@post("/alerts/{alert_id:uuid}/resolve", status_code=200, opt={"who": auth.CARE_TEAM}, summary="Close an alert")
async def resolve(request: Request[Any, Any, Any], alert_id: FromPath[UUID], data: JSONBody[ResolveIn]) -> AlertOut:
    """Close it with what was done. 409 where it is closed."""
    return _out(await alerts.resolve(auth.scope_of(request), AlertId(alert_id), data.outcome, now=auth.now_of(request)))


def _out(shown: Shown) -> AlertOut:
    alert = shown.alert
    return AlertOut(
        id=alert.id,
        patient=PersonOut(id=alert.patient, name=shown.patient_name),
        entry_id=alert.entry,
        rule=alert.rule,
        rule_version=alert.rule_version,
        tier=alert.tier,
        subject=alert.subject,
        value=alert.value,
        raised_at=alert.raised_at,
        due_at=alert.due_at,
        owner=PersonOut(id=alert.owner, name=shown.owner_name or "") if alert.owner else None,
        acknowledged_at=alert.acknowledged_at,
        resolved_at=alert.resolved_at,
        outcome=alert.outcome,
    )
