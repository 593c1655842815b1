"""Emergency access: a provider without a care relation finds a patient of the clinic, and breaks the glass.

It opens the journal for reading, for four hours, and the patient and every admin are told.
"""

import unicodedata
from datetime import date, datetime, timedelta

from journal.actions import throttle
from journal.actions.identity import new_id
from journal.actions.throttle import Kind
from journal.clinical import fields
from journal.clinical.errors import Conflict, Invalid, NotFound, Problem
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.db import audit, emergency_access, notices, people
from journal.db.emergency_access import Glass
from journal.db.engine import transaction
from journal.db.notices import NoticeKind

OPEN_FOR = timedelta(hours=4)
"""How long a broken glass stays open (rule)."""
LEAST_REASON, MOST_REASON = 3, 500
"""Characters of a reason (rule)."""


async def find(scope: Scope, name: str, born: date, *, now: datetime) -> PatientId:
    """The patient of the clinic with exactly this name, in whatever case, and birth date.

    NotFound where there is none, or where two are alike: then a person must tell them apart.
    """
    await throttle.spend(Kind.LOOK_UP, str(scope.actor), now=now)
    async with transaction(scope):
        alike = await emergency_access.find_patients(scope, born=born)
        found = [patient for patient, called in alike if _plain(called) == _plain(name)]
        patient = found[0] if len(found) == 1 else None
        await audit.note(scope, "patient.find", at=now, patient=patient)
    if patient is None:
        raise NotFound
    return patient


async def break_glass(scope: Scope, patient: PatientId, reason: str, *, now: datetime) -> datetime:
    """Open a patient's journal for reading; until when.

    NotFound for a patient the clinic does not have, Conflict where the scope cares for them anyway.
    """
    if found := _problems(reason):
        raise Invalid(*found)
    glass = Glass(id=new_id(), patient=patient, at=now, until=now + OPEN_FOR, reason=reason)
    async with transaction(scope):
        standing = await people.standing(scope, patient, now=now)
        if standing is None or scope.actor is None:
            raise NotFound
        if standing.patient.care_team:
            raise Conflict
        await emergency_access.add(scope, glass)
        told = [*([standing.account] if standing.account else []), *await people.admins(scope)]
        by = (await people.names(scope, [scope.actor]))[scope.actor]
        facts = {"by": by, "patient": standing.patient.name, "until": glass.until.isoformat()}
        for person in told:
            await notices.tell(scope, person, NoticeKind.GLASS_BROKEN, id_=new_id(), at=now, facts=facts)
        await audit.note(scope, "glass.break", at=now, patient=patient, subject=glass.id)
    return glass.until


def _problems(reason: str) -> list[Problem]:
    if len(reason.strip()) < LEAST_REASON:
        return [Problem(pointer="/reason", detail=f"must have at least {LEAST_REASON} characters")]
    return fields.text(reason, "/reason", limit=MOST_REASON)


def _plain(name: str) -> str:
    """A name as two people would write it alike: without case, spare spaces, and ways to compose a letter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
