"""Alerts."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Meta, Struct

from journal.actions import alerts
from journal.actions.alerts import Shown, Stage
from journal.clinical.alerts import Outcome, Tier
from journal.clinical.ids import AlertId
from journal.clinical.ladder import Rung
from journal.handlers import auth
from journal.handlers.clinics import OnCallOut
from journal.handlers.wire import Incoming


class PersonOut(Struct, kw_only=True, frozen=True):
    id: UUID
    name: str


class StageOut(Struct, kw_only=True, frozen=True):
    """A rung of the ladder, when it was climbed or is to be, and who has to look from then on."""

    rung: Rung
    at: datetime
    people: list[PersonOut]


class RevisedOut(Struct, kw_only=True, frozen=True):
    """`value` is what is said now; null where "not safe" was taken back."""

    at: datetime
    value: float | None


class AlertOut(Struct, kw_only=True, frozen=True):
    """`subject` is what it is about (a questionnaire's item, a side effect), `value` what was answered.

    It comes of an entry, or of a silence after a session. The same was reported `count` times. `steps` are the rungs
    climbed, `next` the one to come while nobody takes it. `out_of_hours`: it is urgent and the clinic is closed;
    `on_call` is then whom to reach. `revised`: the patient has corrected what raised it, or taken it back, and it
    waits for a person all the same.
    """

    id: UUID
    patient: PersonOut
    entry_id: UUID | None
    session_id: UUID | None
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
    note: str | None
    count: int
    latest_at: datetime
    steps: list[StageOut]
    next: StageOut | None
    out_of_hours: bool
    on_call: OnCallOut | None
    revised: RevisedOut | None


class AlertsOut(Struct, kw_only=True, frozen=True):
    """The open ones first, the longest due on top."""

    alerts: list[AlertOut]


class ResolveIn(Incoming, kw_only=True, frozen=True):
    """The outcome says whether it led to an action; the words are the staff's own."""

    outcome: Outcome
    note: Annotated[str, Meta(max_length=10_000)] | None = None


class RulePrecisionOut(Struct, kw_only=True, frozen=True):
    """Of a rule's alerts that were `closed`, how many led to an action."""

    rule: str
    closed: int
    acted: int


class PrecisionOut(Struct, kw_only=True, frozen=True):
    """By rule, those with most alerts first; a share of few says little, so the counts stand alone."""

    rules: list[RulePrecisionOut]


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


@post(
    "/alerts/{alert_id:uuid}/take-over",
    status_code=200,
    opt={"who": auth.CARE_TEAM},
    summary="Take over an alert",
)
async def take_over(request: Request[Any, Any, Any], alert_id: FromPath[UUID]) -> AlertOut:
    """Become its owner in place of whoever has it. 409 where it is closed."""
    return _out(await alerts.take_over(auth.scope_of(request), AlertId(alert_id), now=auth.now_of(request)))


@get("/alerts/precision", opt={"who": auth.STAFF}, summary="How many alerts led to an action")
async def precision(
    request: Request[Any, Any, Any],
    start: Annotated[date, QueryParameter(name="from")],
    end: Annotated[date, QueryParameter(name="to")],
) -> PrecisionOut:
    """Of the alerts closed on these days: one's patients', for an admin all of the clinic's."""
    found = await alerts.precision(auth.scope_of(request), start, end, now=auth.now_of(request))
    return PrecisionOut(rules=[RulePrecisionOut(rule=row.rule, closed=row.closed, acted=row.acted) for row in found])


@post("/alerts/{alert_id:uuid}/resolve", status_code=200, opt={"who": auth.CARE_TEAM}, summary="Close an alert")
async def resolve(request: Request[Any, Any, Any], alert_id: FromPath[UUID], data: JSONBody[ResolveIn]) -> AlertOut:
    """Close it with what was done. 409 where it is closed."""
    scope, now = auth.scope_of(request), auth.now_of(request)
    return _out(await alerts.resolve(scope, AlertId(alert_id), data.outcome, data.note, now=now))


def _out(shown: Shown) -> AlertOut:
    alert = shown.alert
    return AlertOut(
        id=alert.id,
        patient=PersonOut(id=alert.patient, name=shown.patient_name),
        entry_id=alert.entry,
        session_id=alert.session,
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
        note=alert.note,
        count=alert.count,
        latest_at=alert.latest_at or alert.raised_at,
        steps=[_stage(step) for step in shown.steps],
        next=_stage(shown.next) if shown.next else None,
        out_of_hours=shown.out_of_hours,
        on_call=OnCallOut(name=shown.on_call.name, phone=shown.on_call.phone) if shown.on_call else None,
        revised=RevisedOut(at=shown.revised.at, value=shown.revised.value) if shown.revised else None,
    )


def _stage(stage: Stage) -> StageOut:
    people = [PersonOut(id=person.id, name=person.name) for person in stage.people]
    return StageOut(rung=stage.rung, at=stage.at, people=people)
