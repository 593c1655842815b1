"""The passphrase of whoever is signed in."""

from datetime import datetime

from journal.actions import access
from journal.actions import sign_ins as signed_in
from journal.actions.identity import new_id
from journal.actions.sign_in import hash_passphrase
from journal.clinical import passphrases
from journal.clinical.errors import Invalid, Problem
from journal.clinical.people import Role
from journal.db import audit, clinics, credentials, notices, sign_ins
from journal.db.engine import transaction
from journal.db.notices import NoticeKind
from journal.db.people import Person
from journal.db.sign_ins import SignIn


async def set_passphrase(found: SignIn, passphrase: str, *, now: datetime) -> None:
    """From now on, they come in with this one; wherever else they are signed in, they are no more.

    Raises Invalid where it is too easily guessed, or would open nothing; NotFound where the account
    or this sign-in is gone.
    """
    scope = found.scope
    async with transaction(scope):
        person, clinic = await access.account(scope), await clinics.of(scope)
    problems = passphrases.problems(passphrase, about=(person.name, person.email or "", clinic.name))
    if problems := problems + _useless(person):
        raise Invalid(*problems)
    hashed = await hash_passphrase(passphrase)
    async with transaction(scope):
        # The person's row is held from here on: whoever signs in with the former one meanwhile is ended, or refused.
        await signed_in.hold(found)
        await credentials.set_passphrase(scope, hashed)
        await sign_ins.end_others(scope, found.id)
        await audit.note(scope, "passphrase.set", at=now, patient=scope.patient, subject=person.id)
        await notices.tell(scope, person.id, NoticeKind.PASSPHRASE_CHANGED, id_=new_id(), at=now)


def _useless(person: Person) -> list[Problem]:
    """What keeps any passphrase from opening this account."""
    if person.email is None:
        return [Problem(pointer="/passphrase", detail="goes with an e-mail address: ask your clinic to add yours")]
    if person.role is not Role.PATIENT and person.totp_secret is None:
        return [Problem(pointer="/passphrase", detail="goes with one-time codes for staff: set these up first")]
    return []
