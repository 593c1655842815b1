"""What the program does by itself while nobody looks: alerts go on to the next contact, silences become a task.

All of it is found in rows and leaves rows, each once: several workers may do it at the same time, and one that is
killed leaves to the next what it has not committed.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from journal.actions.identity import new_id
from journal.clinical import ladder as rules
from journal.clinical import silences
from journal.clinical.alerts import Alert
from journal.clinical.dates import local_day
from journal.clinical.ids import AlertId
from journal.clinical.ladder import Rung, Step
from journal.clinical.people import Scope
from journal.db import alerts, audit, clinics, ladder, notices, people, upkeep
from journal.db import rules as own
from journal.db import silences as quiet
from journal.db.engine import transaction
from journal.db.notices import NoticeKind
from journal.log import log


async def watch(clock: Callable[[], datetime], every: timedelta) -> None:
    """Look after all clinics again and again, for as long as the task lives."""
    while True:
        try:
            await look(now=clock())
        except Exception as error:
            # Whatever it was, nobody else looks: the next one finds in the rows what this one has not done.
            log.error("the alerts were not looked after", error=type(error).__name__)
        await asyncio.sleep(every.total_seconds())


async def look(*, now: datetime) -> int:
    """Climb every rung that is due by `now`, and raise a task for every silence; how many of both were made."""
    made = 0
    for scope in await upkeep.clinics():
        made += await _raise_silences(scope, now)
        made += await _climb(scope, now)
    return made


async def _climb(scope: Scope, now: datetime) -> int:
    async with transaction(scope):
        waiting = await alerts.waiting(scope)
        if not waiting:
            return 0
        by = await own.of(scope)
        climbed = await ladder.steps(scope, [alert.id for alert in waiting])
        staff = await ladder.staff(scope, list({alert.patient for alert in waiting}))
    made = 0
    for alert in waiting:
        # Each by itself: whoever takes an alert meanwhile waits for no other one.
        async with transaction(scope):
            for step in rules.climb(alert, climbed.get(alert.id, ()), staff[alert.patient], by, now):
                made += await take_step(scope, alert, step, now)
    return made


async def take_step(scope: Scope, alert: Alert, step: Step, now: datetime) -> bool:
    """Store a rung in the open transaction, with its notices and its audit row.

    False, and nothing is stored, where it was climbed already or somebody has taken the alert.
    """
    if not await ladder.climb(scope, alert, step):
        return False
    if step.rung is Rung.ADMINS:
        standing = await people.standing(scope, alert.patient, now=now)
        facts = {"patient": standing.patient.name if standing else "", "tier": alert.tier.value}
        for person in step.people:
            await notices.tell(scope, person, NoticeKind.ALERT_WAITS, id_=new_id(), at=now, facts=facts)
    await audit.note(scope, "alert.escalate", at=now, patient=alert.patient, subject=alert.id)
    return True


async def _raise_silences(scope: Scope, now: datetime) -> int:
    """A task for every patient who has gone silent in the week after a session, once for each session."""
    async with transaction(scope):
        by = await own.of(scope)
        latest = await quiet.latest(scope, since=now - silences.looked_back(by))
        found = [
            (each, days)
            for each in latest
            if (days := silences.silent(each.session_date, each.last_entry, local_day(now, each.zone), by)) is not None
        ]
        if not found:
            return 0
        clinic = await clinics.of(scope)
        tier = by.tiers["silence"]
        new = [
            Alert(
                id=AlertId(new_id()),
                patient=each.patient,
                entry=None,
                session=each.session,
                rule="silence",
                rule_version=by.version,
                tier=tier,
                subject="silence",
                value=days,
                raised_at=now,
                due_at=rules.due_at(tier, now, by, clinic),
            )
            for each, days in found
        ]
        return sum([await alerts.add_once(scope, alert) for alert in new])
