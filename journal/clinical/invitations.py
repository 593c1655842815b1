"""Who may let whom into the clinic's journal, and what is said of somebody who is let in."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from journal.clinical import conditions, fields
from journal.clinical.dates import known_zone
from journal.clinical.errors import Problem
from journal.clinical.people import Role, Scope

VALID_FOR = timedelta(hours=72)
ATTEMPTS = 5
"""Wrong codes an invitation takes before it is locked."""

NAME_LIMIT = 120


class Proof(StrEnum):
    """How staff made sure who stands before them, as when the person was first let in."""

    PHOTO_ID = "photo_id"
    KNOWN_IN_PERSON = "known_in_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Somebody to be let in. Birth date, zone and conditions are a patient's; no zone is the clinic's."""

    role: Role
    name: str
    email: str | None
    birth_date: date | None
    zone: str | None
    conditions: tuple[str, ...]


def may_invite(scope: Scope, role: Role) -> bool:
    """An admin lets anyone in, a provider their patients."""
    return scope.role is Role.ADMIN or (scope.role is Role.PROVIDER and role is Role.PATIENT)


def problems(invitee: Invitee, *, today: date) -> list[Problem]:
    """Every rule that is broken."""
    found = fields.line(invitee.name, "/name", limit=NAME_LIMIT)
    if invitee.role is Role.PATIENT:
        return found + _of_patient(invitee, today)
    given = {"/birth_date": invitee.birth_date, "/zone": invitee.zone, "/conditions": invitee.conditions}
    return found + [
        Problem(pointer=pointer, detail="is asked of patients only") for pointer, value in given.items() if value
    ]


def _of_patient(invitee: Invitee, today: date) -> list[Problem]:
    found: list[Problem] = []
    if invitee.birth_date is None:
        found.append(Problem(pointer="/birth_date", detail="must not be missing"))
    elif invitee.birth_date > today:
        found.append(Problem(pointer="/birth_date", detail="must not be in the future"))
    elif invitee.birth_date < fields.EARLIEST.date():
        found.append(Problem(pointer="/birth_date", detail=f"must not be before {fields.EARLIEST.year}"))
    if invitee.zone is not None and not known_zone(invitee.zone):
        found.append(Problem(pointer="/zone", detail="is not a known time zone"))
    return found + conditions.problems(invitee.conditions)
