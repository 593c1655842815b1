"""Searching the audit log. The search leaves an event of its own."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from journal.clinical.errors import Invalid, Problem
from journal.clinical.ids import PatientId, PersonId
from journal.clinical.people import Scope
from journal.db import audit, audit_log, clinics, people
from journal.db.audit_log import Event, Search
from journal.db.engine import transaction

PAGE = 100
LAST = 2**53
_ACTION = re.compile(r"[a-z_]{1,40}\.[a-z_]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for; None asks for all. Days are the clinic's, from midnight to midnight, both included."""

    actor: PersonId | None = None
    patient: PatientId | None = None
    action: str | None = None
    start: date | None = None
    end: date | None = None
    before: int | None = None

    def problems(self) -> list[Problem]:
        """Every rule broken."""
        found: list[Problem] = []
        if self.action is not None and not _ACTION.fullmatch(self.action):
            found.append(Problem(pointer="/action", detail="must be a noun and a verb, such as journal.read"))
        for pointer, day in (("/from", self.start), ("/to", self.end)):
            if day is not None and not date.min.year < day.year < date.max.year:
                found.append(Problem(pointer=pointer, detail="is outside the calendar"))
        if self.start is not None and self.end is not None and self.end < self.start:
            found.append(Problem(pointer="/to", detail="must not be before `from`"))
        if self.before is not None and not 0 < self.before <= LAST:
            found.append(Problem(pointer="/before", detail="must be the number of an event"))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Newest first. Where there is `more`, go on before the last one's number."""

    events: tuple[Event, ...]
    more: bool


async def search(scope: Scope, asked: Asked, *, now: datetime) -> Found:
    """The clinic's events that fit. An id that is nobody's of this clinic finds nothing, whoever's it is."""
    if problems := asked.problems():
        raise Invalid(*problems)
    async with transaction(scope):
        wanted = _search(asked, ZoneInfo((await clinics.of(scope)).zone))
        found = await audit_log.search(scope, wanted, limit=PAGE + 1)
        about = await people.standing(scope, asked.patient, now=now) if asked.patient else None
        await audit.note(scope, "audit.search", at=now, patient=about.patient.id if about else None)
    return Found(events=found[:PAGE], more=len(found) > PAGE)


def _search(asked: Asked, zone: ZoneInfo) -> Search:
    return Search(
        actor=asked.actor,
        patient=asked.patient,
        action=asked.action,
        since=datetime.combine(asked.start, time.min, zone) if asked.start else None,
        until=datetime.combine(asked.end + timedelta(days=1), time.min, zone) if asked.end else None,
        before=asked.before,
    )
