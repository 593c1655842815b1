"""Alerts in the hands of people: seen, taken, taken over, closed with an outcome."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from journal.actions import access
from journal.clinical import alerts as rules
from journal.clinical import ladder
from journal.clinical.alerts import Alert, Outcome, Revised
from journal.clinical.clinics import Clinic, OnCall
from journal.clinical.dates import midnight
from journal.clinical.entries import Entry
from journal.clinical.errors import Invalid, NotFound, Problem
from journal.clinical.ids import AlertId, EntryId, PatientId, PersonId
from journal.clinical.ladder import Rung, Step
from journal.clinical.people import Role, Scope
from journal.db import alerts, audit, clinics, people
from journal.db import journal as store
from journal.db import ladder as climbed
from journal.db import rules as own
from journal.db.alerts import Precision
from journal.db.engine import transaction
from journal.db.members import Named

LONGEST = 800
"""Days a precision may be asked for at once (rule): two years and some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A rung of the ladder: climbed `at`, or to be climbed then, and who has to look from then on."""

    rung: Rung
    at: datetime
    people: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An alert with what a person needs to act on it.

    `steps` are the rungs climbed, `next` the one to come, None where there is none. `on_call` is whom to reach while
    the clinic is closed, None while it is open, for what is not urgent, or where it has named nobody. `revised`: the
    patient has corrected what raised it, or taken it back.
    """

    alert: Alert
    patient_name: str
    owner_name: str | None
    steps: tuple[Stage, ...]
    next: Stage | None
    out_of_hours: bool
    on_call: OnCall | None
    revised: Revised | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ladder:
    """What all alerts of one answer are shown by. `standing`: what stands in the place of the entries they came of."""

    clinic: Clinic
    steps: Mapping[AlertId, tuple[Step, ...]]
    upcoming: Mapping[AlertId, Step | None]
    names: Mapping[PersonId, str]
    standing: Mapping[tuple[PatientId, EntryId], Entry]
    now: datetime


async def read(scope: Scope, *, resolved: bool, now: datetime) -> tuple[Shown, ...]:
    """The alerts of the patients the scope cares for: the open ones, with `resolved` all."""
    async with transaction(scope):
        cared_for = {standing.patient.id: standing.patient.name for standing in await people.in_care(scope)}
        found = await alerts.of(scope, list(cared_for), resolved=resolved)
        by = await _ladder(scope, found, now)
        await audit.note(scope, "alert.read", at=now)
    return tuple(_shown(alert, cared_for[alert.patient], by) for alert in found)


async def acknowledge(scope: Scope, id_: AlertId, *, now: datetime) -> Shown:
    """Take an alert. NotFound where it is not the scope's to see, Conflict where somebody else was first."""
    return await _changed(
        scope, id_, lambda alert, by: rules.acknowledge(alert, owner=by, at=now), action="alert.acknowledge", now=now
    )


async def take_over(scope: Scope, id_: AlertId, *, now: datetime) -> Shown:
    """Take an alert from whoever has it. NotFound as above, Conflict where it is closed."""
    return await _changed(
        scope, id_, lambda alert, by: rules.take_over(alert, by=by, at=now), action="alert.take_over", now=now
    )


async def resolve(scope: Scope, id_: AlertId, outcome: Outcome, note: str | None = None, *, now: datetime) -> Shown:
    """Close an alert with an outcome and words. NotFound and Conflict as above, Invalid where the words are none."""
    if problems := rules.problems(note):
        raise Invalid(*problems)
    said = note.strip() or None if note is not None else None
    return await _changed(
        scope,
        id_,
        lambda alert, by: rules.resolve(alert, by=by, at=now, outcome=outcome, note=said),
        action="alert.resolve",
        now=now,
    )


async def precision(scope: Scope, start: date, end: date, *, now: datetime) -> tuple[Precision, ...]:
    """By rule, of the alerts closed on these days, how many led to an action.

    Of the patients the scope cares for, or for an admin of the whole clinic's. Days are the clinic's own.
    """
    if not timedelta(0) <= end - start <= timedelta(days=LONGEST):
        raise Invalid(Problem(pointer="/to", detail=f"must not be before `from`, nor {LONGEST} days after it"))
    async with transaction(scope):
        zone = (await clinics.of(scope)).zone
        whole = scope.role is Role.ADMIN
        cared_for = None if whole else [standing.patient.id for standing in await people.in_care(scope)]
        acted = [outcome for outcome in Outcome if outcome.acted]
        until = midnight(end + timedelta(days=1), zone)
        found = await alerts.precision(scope, cared_for, midnight(start, zone), until, acted=acted)
        await audit.note(scope, "alert.precision", at=now)
    return found


async def _changed(
    scope: Scope, id_: AlertId, change: Callable[[Alert, PersonId], Alert], *, action: str, now: datetime
) -> Shown:
    if scope.actor is None:
        raise NotFound
    async with transaction(scope):
        before = await alerts.lock(scope, id_)
        if before is None:
            raise NotFound
        patient = (await access.treatable(scope, before.patient, now=now)).patient
        after = change(before, scope.actor)
        if after != before:
            await alerts.update(scope, after)
        await audit.note(scope, action, at=now, patient=after.patient, subject=after.id)
        by = await _ladder(scope, [after], now)
    return _shown(after, patient.name, by)


async def _ladder(scope: Scope, found: Sequence[Alert], now: datetime) -> _Ladder:
    by = await own.of(scope)
    steps = await climbed.steps(scope, [alert.id for alert in found])
    staff = await climbed.staff(scope, list({alert.patient for alert in found}))
    upcoming = {alert.id: ladder.upcoming(alert, steps.get(alert.id, ()), staff[alert.patient], by) for alert in found}
    told = [step for each in steps.values() for step in each] + [step for step in upcoming.values() if step]
    owners = [alert.owner for alert in found if alert.owner]
    names = await people.names(scope, [*owners, *(person for step in told for person in step.people)])
    told_by = [alert.entry for alert in found if alert.entry]
    standing = await store.standing(scope, list(staff), told_by) if told_by else {}
    clinic = await clinics.of(scope)
    return _Ladder(clinic=clinic, steps=steps, upcoming=upcoming, names=names, standing=standing, now=now)


def _shown(alert: Alert, patient_name: str, by: _Ladder) -> Shown:
    coming = by.upcoming[alert.id]
    standing = by.standing.get((alert.patient, alert.entry)) if alert.entry else None
    out = alert.resolved_at is None and ladder.out_of_hours(alert, by.clinic, by.now)
    return Shown(
        alert=alert,
        patient_name=patient_name,
        owner_name=by.names.get(alert.owner) if alert.owner else None,
        steps=tuple(_stage(step, by) for step in by.steps.get(alert.id, ())),
        next=_stage(coming, by) if coming else None,
        out_of_hours=out,
        on_call=by.clinic.on_call if out else None,
        revised=rules.revised(alert, standing) if standing else None,
    )


def _stage(step: Step, by: _Ladder) -> Stage:
    named = tuple(Named(id=person, name=by.names[person]) for person in step.people if person in by.names)
    return Stage(rung=step.rung, at=step.at, people=named)
