"""Staff let people in: with a link and a code that is told in person, and again where the phone is lost."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from journal.actions import access
from journal.actions.identity import new_id
from journal.clinical.errors import Forbidden, Invalid, NotFound
from journal.clinical.ids import PatientId, PersonId
from journal.clinical.invitations import ATTEMPTS, VALID_FOR, Invitee, Proof, may_invite, problems
from journal.clinical.people import Patient, Role, Scope
from journal.db import audit, clinics, credentials, invitations, notices, people
from journal.db.engine import transaction
from journal.db.invitations import Invitation
from journal.db.notices import NoticeKind
from journal.db.people import Person

_TOKEN_BYTES = 16
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new invitation. Token and code are told this once; the clinic keeps their hashes."""

    id: UUID
    person: PersonId
    patient: PatientId | None
    token: str
    code: str
    expires_at: datetime


async def make(scope: Scope, invitee: Invitee, *, now: datetime) -> Made:
    """Give somebody an account without a way in, and an invitation to it. A provider's patient is in their care.

    Raises Forbidden where the scope may not let such a person in, and Invalid.
    """
    if not may_invite(scope, invitee.role):
        raise Forbidden
    if found := problems(invitee, today=now.date()):
        raise Invalid(*found)
    async with transaction(scope):
        person = PersonId(new_id())
        await people.add_person(scope, _account(scope, person, invitee))
        patient = await _take_in(scope, person, invitee, now=now) if invitee.role is Role.PATIENT else None
        return await _invite(scope, person, patient, email=invitee.email, now=now)


async def reset(scope: Scope, person: PersonId, proof: Proof, *, now: datetime) -> Made:
    """Somebody has lost their phone and shown who they are: every way in is taken, every sign-in ends, a new one opens.

    What they wrote stays. A provider does it for a patient of theirs, an admin for anyone of the clinic but
    themselves (Forbidden); NotFound where the person is unknown or out of reach.
    """
    if person == scope.actor:
        raise Forbidden
    async with transaction(scope):
        found = await people.person(scope, person)
        if found is None:
            raise NotFound
        if scope.role is not Role.ADMIN:
            await _treated(scope, found, now=now)
        await credentials.revoke_all(scope, person)
        await audit.note(scope, "account.reset", at=now, patient=found.patient, subject=person)
        facts = {"by": await _name(scope), "proof": proof.value}
        await notices.tell(scope, person, NoticeKind.ACCOUNT_RESET, id_=new_id(), at=now, facts=facts)
        return await _invite(scope, person, found.patient, email=None, now=now)


async def read(scope: Scope, *, now: datetime) -> tuple[Invitation, ...]:
    """The invitations an admin's clinic, or a provider, has made; the newest first."""
    async with transaction(scope):
        await audit.note(scope, "invitation.read", at=now)
        return await invitations.of_clinic(scope, made_by=_only_own(scope), now=now)


async def withdraw(scope: Scope, id_: UUID, *, now: datetime) -> None:
    """Take one back. NotFound where it is unknown, somebody else's to take, or over."""
    async with transaction(scope):
        if not await invitations.withdraw(scope, id_, made_by=_only_own(scope), at=now):
            raise NotFound
        await audit.note(scope, "invitation.withdraw", at=now, subject=id_)


def token_hash(token: str) -> bytes:
    """128 random bits need no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def code_hash(token: str, code: str) -> bytes:
    """Six digits by themselves would be found from any hash: this one cannot be searched without the token."""
    return hashlib.sha256(f"{token}\n{code}".encode("utf-8", "surrogatepass")).digest()


async def _invite(
    scope: Scope, person: PersonId, patient: PatientId | None, *, email: str | None, now: datetime
) -> Made:
    made = Made(
        id=new_id(),
        person=person,
        patient=patient,
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        code=f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}",
        expires_at=now + VALID_FOR,
    )
    await invitations.end_open(scope, person, at=now)
    await invitations.add(
        scope,
        person,
        id_=made.id,
        email=email,
        token_hash=token_hash(made.token),
        code_hash=code_hash(made.token, made.code),
        attempts=ATTEMPTS,
        at=now,
        expires_at=made.expires_at,
    )
    await audit.note(scope, "invitation.make", at=now, patient=patient, subject=made.id)
    return made


async def _take_in(scope: Scope, person: PersonId, invitee: Invitee, *, now: datetime) -> PatientId:
    """The patient's own row, and their provider where it is one who invites."""
    patient = PatientId(new_id())
    taken = Patient(
        id=patient,
        name=invitee.name,
        birth_date=invitee.birth_date.isoformat() if invitee.birth_date else "",
        zone=invitee.zone or (await clinics.of(scope)).zone,
        conditions=invitee.conditions,
    )
    await people.add_patient(scope, taken, account=person)
    if scope.role is Role.PROVIDER and scope.actor is not None:
        await people.add_care(scope, patient, scope.actor, since=now)
    return patient


async def _treated(scope: Scope, person: Person, *, now: datetime) -> None:
    """Return if this is a patient of the scope's; else NotFound."""
    if person.patient is None:
        raise NotFound
    await access.treatable(scope, person.patient, now=now)


async def _name(scope: Scope) -> str:
    return "" if scope.actor is None else (await people.names(scope, [scope.actor])).get(scope.actor, "")


def _only_own(scope: Scope) -> PersonId | None:
    return None if scope.role is Role.ADMIN else scope.actor


def _account(scope: Scope, id_: PersonId, invitee: Invitee) -> Person:
    """An account nobody can come into yet.

    The address becomes theirs when they accept: before, nobody learns whether it is somebody else's.
    """
    return Person(
        id=id_,
        clinic=scope.clinic,
        role=invitee.role,
        name=invitee.name,
        email=None,
        passphrase_hash=None,
        totp_secret=None,
        totp_step=0,
        disabled=False,
        patient=None,
    )
