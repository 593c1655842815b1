"""Recording and reading a journal.

Each entry of a batch stands for itself: it is stored whole or not at all, and what is wrong with it keeps no other
from being stored. Everything accepted, its alerts and its audit rows are committed together, before anyone is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from journal.actions import access, throttle
from journal.actions.batch import Batch, Result, Status, alert, stage
from journal.actions.throttle import Kind
from journal.actions.tiers import Tier
from journal.clinical.alerts import Alert, adds_to
from journal.clinical.alerts import Tier as Urgency
from journal.clinical.dates import lately
from journal.clinical.entries import Draft, Revision, Source
from journal.clinical.errors import Invalid, NotFound, Problem
from journal.clinical.ids import PatientId
from journal.clinical.ladder import Waiting
from journal.clinical.people import Role, Scope, may_record
from journal.clinical.privacy import for_clinic
from journal.clinical.rules import DEFAULT
from journal.db import alerts, audit, clinics, people, rules
from journal.db import journal as store
from journal.db.engine import transaction
from journal.db.people import Standing

PAGE = 500
"""Revisions one answer carries at most; `more` says that there are further ones."""
_MUCH = 100
"""Revisions from which on a read counts as one of much at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Revisions in order. `cursor` is the number to read on after; `seen` how far the care team has read, and when.

    `needs` is what has to be proven before there is anything to read on after it.
    """

    revisions: tuple[Revision, ...]
    cursor: int
    more: bool
    seen_number: int
    seen_at: datetime | None
    needs: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """One round trip: what became of each draft sent, and what the device has not seen yet.

    `waiting` says whether an alert of the patient's waits for somebody of the clinic; None where none does.
    """

    results: tuple[Result, ...]
    page: Page
    arrived: int | None
    """How many entries of the device are stored; None where it did not ask."""
    waiting: Waiting | None


async def record(
    scope: Scope,
    patient: PatientId,
    drafts: Sequence[Draft],
    *,
    device: str,
    now: datetime,
    source: Source = Source.PATIENT,
) -> tuple[Result, ...]:
    """Put drafts into a patient's journal; one result each, in order. NotFound where it is not theirs to write in.

    An import is stored whole or not at all: Invalid says what keeps it out.
    """
    async with transaction(scope):
        results, _, _ = await _record(scope, patient, drafts, device=device, now=now, source=source)
        if source is Source.IMPORT and (refused := _refused(results)):
            raise Invalid(*refused)
    return results


def _refused(results: Sequence[Result]) -> list[Problem]:
    """What keeps an import out. What differs from an earlier import is a correction, and needs a person."""
    found = [problem for result in results for problem in result.problems]
    return found + [
        Problem(pointer=f"/entries/{place}", detail="differs from what is in the journal already")
        for place, result in enumerate(results)
        if result.status is Status.CONFLICT
    ]


async def sync(
    scope: Scope,
    patient: PatientId,
    drafts: Sequence[Draft],
    *,
    after: int,
    device: str,
    now: datetime,
    tier: Tier = Tier.READ,
    tally: bool = False,
) -> Synced:
    """Put a device's drafts into its patient's journal and read on after its cursor, in one transaction.

    At the tier `log` the reading stops before the first revision of a day before yesterday that was not just sent.
    """
    async with transaction(scope):
        results, fresh, locked = await _record(scope, patient, drafts, device=device, now=now, source=Source.PATIENT)
        if after == locked.last_number:
            # The device had everything up to its own entries: what there is to read is in hand.
            found = fresh
        else:
            found = await store.after(scope, patient, after, limit=PAGE + 1)
            await audit.note(scope, "journal.read", at=now, patient=patient)
        arrived = await store.count_of_device(scope, patient, device) if tally else None
    page, needs = _reach(found[:PAGE], tier, now, just_sent=fresh)
    end = locked.last_number + len(fresh)
    return Synced(
        results=results,
        arrived=arrived,
        waiting=locked.waiting,
        page=Page(
            revisions=page,
            cursor=page[-1].number if page else min(after, end),
            more=len(found) > PAGE and needs is None,
            seen_number=locked.seen_number,
            seen_at=locked.seen_at,
            needs=needs,
        ),
    )


async def read_after(
    scope: Scope,
    patient: PatientId,
    number: int,
    *,
    now: datetime,
    attended: bool = True,
    limit: int = PAGE,
    tier: Tier = Tier.READ,
) -> Page:
    """Everything above `number`, in the order it arrived. NotFound where the scope may not read it.

    At the tier `log` it stops before the first revision of a day before yesterday.
    Where it is `attended`, and not a page that fetches by itself, the care team has now seen what it shows.
    """
    async with transaction(scope):
        standing = await access.readable(scope, patient, now=now)
        found = await store.after(scope, patient, number, limit=limit + 1)
        await _count(scope, found, now)
        page, needs = _reach(found[:limit], tier, now)
        cursor = page[-1].number if page else min(number, standing.last_number)
        # Read on after a gap, it shows nothing of what lies in the gap.
        upto = cursor if page and number <= standing.seen_number else 0
        seen_number, seen_at = await _seen(scope, standing, upto if attended else 0, now)
        await audit.note(scope, "journal.read", at=now, patient=patient)
    return Page(
        revisions=_visible(scope, page),
        cursor=cursor,
        more=len(found) > limit and needs is None,
        seen_number=seen_number,
        seen_at=seen_at,
        needs=needs,
    )


async def read_days(
    scope: Scope,
    patient: PatientId,
    start: date,
    end: date,
    *,
    history: bool,
    now: datetime,
    attended: bool = True,
) -> Page:
    """The local days `start` to `end`, current revisions or with `history` all. NotFound and seen as above."""
    async with transaction(scope):
        standing = await access.readable(scope, patient, now=now)
        found = await store.between(scope, patient, start, end, history=history)
        await _count(scope, found, now)
        beyond = await store.first_outside(scope, patient, start, end, above=standing.seen_number)
        upto = standing.last_number if beyond is None else min(beyond - 1, standing.last_number)
        seen_number, seen_at = await _seen(scope, standing, upto if attended else 0, now)
        await audit.note(scope, "journal.read", at=now, patient=patient)
    return Page(
        revisions=_visible(scope, found),
        cursor=standing.last_number,
        more=False,
        seen_number=seen_number,
        seen_at=seen_at,
    )


async def _record(
    scope: Scope, patient: PatientId, drafts: Sequence[Draft], *, device: str, now: datetime, source: Source
) -> tuple[tuple[Result, ...], tuple[Revision, ...], store.Locked]:
    """Judge and store, in the open transaction: the results, what is new, and how the journal stood before, but for the
    alert that may wait now.
    """
    if not may_record(scope, patient):
        raise NotFound
    locked = await store.lock(scope, patient)
    if not drafts:
        return (), (), locked
    batch = Batch(scope, patient, await stage(scope, patient, drafts), device=device, now=now, source=source)
    judged = [batch.judge(draft) for draft in drafts]
    running = await running_alerts(scope, patient, batch)
    fresh = await store.append(scope, patient, batch.accepted, last=locked.last_number, at=now)
    raised = await raise_alerts(scope, batch, running)
    stored = {revision.entry.id: revision for revision in fresh}
    results = tuple(batch.answer(draft, result, stored) for draft, result in zip(drafts, judged, strict=True))
    if locked.waiting is None and any(alert.tier is not Urgency.REVIEW for alert in raised):
        locked = replace(locked, waiting=Waiting(since=now, please_call=False))
    return results, fresh, locked


async def _count(scope: Scope, found: Sequence[Revision], now: datetime) -> None:
    """Nobody reads on and on: a person who looks needs little at a time. Raises TooMany."""
    if len(found) > _MUCH:
        await throttle.spend_here(Kind.HISTORY, str(scope.actor), now=now)


def _reach(
    found: Sequence[Revision], tier: Tier, now: datetime, *, just_sent: Sequence[Revision] = ()
) -> tuple[tuple[Revision, ...], Tier | None]:
    """How far the tier reaches into what was found, and what reaches further."""
    if tier is Tier.LOG:
        sent = {revision.entry.id for revision in just_sent}
        for place, revision in enumerate(found):
            entry = revision.entry
            if entry.id not in sent and not lately(entry.local_date, entry.zone, now):
                return tuple(found[:place]), Tier.READ
    return tuple(found), None


async def running_alerts(scope: Scope, patient: PatientId, batch: Batch) -> tuple[Alert, ...]:
    """The patient's alerts that a batch could add to, held. Before anything is appended: whoever takes one holds it
    first, too, and then leaves an audit row.
    """
    return await alerts.lock_running(scope, patient) if batch.may_raise else ()


async def raise_alerts(scope: Scope, batch: Batch, running: Sequence[Alert]) -> list[Alert]:
    """Store the alerts of what a batch has accepted, in the open transaction, as the clinic's rules say; the new ones.

    What says again what is `running` already is a report of that; a companion sees none, and raises alerts of its own.
    """
    raised: list[Alert] = []
    own = await rules.of(scope) if batch.may_raise else DEFAULT
    flags = batch.flags(own)
    if not flags:
        return raised
    clinic = await clinics.of(scope)
    for flag, entry in flags:
        new = alert(flag, entry, own, clinic)
        same = next((found for found in (*running, *raised) if adds_to(found, new)), None)
        if same is None:
            await alerts.add(scope, [new])
            raised.append(new)
        else:
            await alerts.report(scope, same.id, new)
            await alerts.announce(scope, same)
    return raised


async def _seen(scope: Scope, standing: Standing, number: int, now: datetime) -> tuple[int, datetime | None]:
    """How far the care team has read, and when: up to `number`, now, where it is they who read further."""
    if standing.patient.care_team and await people.mark_seen(scope, standing.patient.id, number, at=now):
        return number, now
    return standing.seen_number, standing.seen_at


def _visible(scope: Scope, revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    if scope.role is not Role.PROVIDER:
        return tuple(revisions)
    return tuple(replace(revision, entry=for_clinic(revision.entry)) for revision in revisions)
