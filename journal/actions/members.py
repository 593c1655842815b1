"""The people of a clinic in the hands of its admin: named, reached, kept out. No entry is read here."""

import re
from dataclasses import dataclass
from datetime import datetime

from journal.actions.identity import new_id
from journal.clinical import fields
from journal.clinical.errors import Forbidden, Invalid, NotFound, Problem
from journal.clinical.ids import PersonId
from journal.clinical.people import Scope
from journal.db import audit, members, notices, people
from journal.db.credentials import AddressTaken
from journal.db.engine import transaction
from journal.db.members import Member
from journal.db.notices import NoticeKind
from journal.db.people import Person

NAME = 200
EMAIL = 320
"""Characters (rule; RFC 5321 allows an address no more)."""

# Visible ASCII: what is small in other alphabets, Python and PostgreSQL see differently.
_ADDRESS = re.compile(r"[!-?A-~]{1,64}@[!-?A-~]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be changed of a person; None leaves it as it is."""

    name: str | None = None
    email: str | None = None
    disabled: bool | None = None


async def read(scope: Scope, *, now: datetime) -> tuple[Member, ...]:
    """Everybody of the clinic, by name."""
    async with transaction(scope):
        await audit.note(scope, "person.read", at=now)
        return await members.of(scope)


async def change(scope: Scope, id_: PersonId, asked: Change, *, now: datetime) -> None:
    """Change a person of the clinic, whole or not at all.

    Raises NotFound where the clinic has nobody of this id, Invalid with every rule broken: among them that nobody
    disables themselves. Forbidden where whoever asks was disabled a moment ago: some admin always stays.
    """
    if found := _problems(scope, id_, asked):
        raise Invalid(*found)
    async with transaction(scope):
        if asked.disabled:
            await _refuse_a_former_admin(scope)
        person = await people.person(scope, id_)
        if person is None:
            raise NotFound
        if asked.name is not None and asked.name != person.name:
            await members.rename(scope, id_, asked.name)
            await _note(scope, "person.rename", person, now)
        if asked.email is not None and asked.email.lower() != person.email:
            await _readdress(scope, person, asked.email.lower(), now)
        if asked.disabled is not None and asked.disabled != person.disabled:
            await members.disable(scope, id_, at=now if asked.disabled else None)
            await _note(scope, "person.disable" if asked.disabled else "person.enable", person, now)


def _problems(scope: Scope, id_: PersonId, asked: Change) -> list[Problem]:
    found = fields.line(asked.name, "/name", limit=NAME) if asked.name is not None else []
    if asked.email is not None and not (len(asked.email) <= EMAIL and _ADDRESS.fullmatch(asked.email)):
        found.append(Problem(pointer="/email", detail="must be an e-mail address"))
    if asked.disabled and id_ == scope.actor:
        found.append(Problem(pointer="/disabled", detail="cannot be your own account"))
    return found


async def _refuse_a_former_admin(scope: Scope) -> None:
    """Whoever disables somebody is an admin still: so there always is one, for nobody disables themselves."""
    if scope.actor not in await members.hold_admins(scope):
        # Disabled by somebody else a moment ago.
        raise Forbidden


async def _readdress(scope: Scope, person: Person, email: str, now: datetime) -> None:
    try:
        await members.set_email(scope, person.id, email)
    except AddressTaken:
        raise Invalid(Problem(pointer="/email", detail="cannot be used here")) from None
    await notices.tell(scope, person.id, NoticeKind.EMAIL_CHANGED, id_=new_id(), at=now)
    await _note(scope, "person.readdress", person, now)


async def _note(scope: Scope, action: str, person: Person, now: datetime) -> None:
    await audit.note(scope, action, at=now, patient=person.patient, subject=person.id)
