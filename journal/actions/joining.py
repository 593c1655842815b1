"""The invited come in: link and code first, then a passkey or a passphrase, all in one go."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from journal.actions import ceremonies, passkeys, second_factors, throttle
from journal.actions.ceremonies import Attestation, RelyingParty, Started
from journal.actions.invitations import code_hash, token_hash
from journal.actions.second_factors import Enrolment
from journal.actions.sign_in import MADE_UP, Me, begin, hash_passphrase, scope_of
from journal.clinical import passphrases
from journal.clinical.clinics import Clinic
from journal.clinical.errors import Invalid, NotFound, Problem
from journal.clinical.ids import PersonId
from journal.clinical.people import Role, Scope
from journal.db import audit, clinics, credentials, invitations, people
from journal.db import ceremonies as waiting
from journal.db.ceremonies import CeremonyKind
from journal.db.credentials import AddressTaken, Totp
from journal.db.engine import transaction
from journal.db.invitations import Invitation
from journal.db.people import Person
from journal.db.sign_ins import Method

_UNUSABLE = Problem(pointer="/email", detail="cannot be used here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """Who is let in, into which clinic, and what to answer with. `totp` is for staff, beside a passphrase."""

    person: Person
    clinic: Clinic
    passkey: Started
    totp: Enrolment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotpAnswer:
    ceremony: UUID
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyAnswer:
    ceremony: UUID
    attestation: Attestation
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """How somebody wants to come in from now on: by passphrase, staff with a one-time code besides, or by passkey."""

    email: str | None
    passphrase: str | None
    totp: TotpAnswer | None
    passkey: PasskeyAnswer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proven:
    """An invitation whose code was right, and whom it is for."""

    invitation: Invitation
    person: Person
    clinic: Clinic


async def open_(token: str, code: str, party: RelyingParty, *, now: datetime, network: str) -> Welcome:
    """Show the invited whom the invitation is for. It uses nothing up.

    Raises NotFound, alike for a wrong code and for an invitation that is unknown, over, used or locked.
    """
    proven = await _prove(token, code, now=now, network=network)
    person, scope = proven.person, scope_of(proven.person)
    async with transaction(scope):
        return Welcome(
            person=person,
            clinic=proven.clinic,
            passkey=await ceremonies.start_registration(scope, person, party, sign_in=None, now=now),
            totp=None
            if person.role is Role.PATIENT
            else await second_factors.enrol(scope, person, sign_in=None, now=now),
        )


async def accept(
    token: str,
    code: str,
    acceptance: Acceptance,
    party: RelyingParty,
    *,
    now: datetime,
    demo: bool,
    network: str,
    client: str,
) -> tuple[str, Me]:
    """A cookie, and from now on a way in; the invitation is used up. Of several at once, one gets it.

    Raises NotFound as `open_` does, and Invalid, which leaves the invitation open.
    """
    proven = await _prove(token, code, now=now, network=network)
    invitation, person = proven.invitation, proven.person
    email = acceptance.email or invitation.email
    if found := _problems(acceptance, proven, email, demo=demo):
        raise Invalid(*found)
    hashed = None if acceptance.passphrase is None else await hash_passphrase(acceptance.passphrase)
    challenge = await _challenge(scope_of(person), acceptance.passkey, now=now)
    try:
        async with transaction(scope_of(person)):
            if not await invitations.accept(scope_of(person), invitation.id, at=now):
                raise NotFound
            await _open_account(person, acceptance, email, hashed, now=now)
            await _keep_passkey(scope_of(person), person.id, acceptance.passkey, challenge, party, now=now)
            opened = replace(person, email=email or person.email)
            return await _begin(opened, invitation, client=client, now=now)
    except AddressTaken:
        raise Invalid(_UNUSABLE) from None


async def _prove(token: str, code: str, *, now: datetime, network: str) -> _Proven:
    """Whose invitation this is, the code being right. NotFound otherwise, and one attempt less."""
    await throttle.guessing(network, now=now)
    async with transaction(None):
        invitation = await invitations.by_token(token_hash(token), now=now)
        anyone = invitation and Scope(clinic=invitation.clinic, role=None)
        person = await people.person(anyone, invitation.person) if invitation and anyone else None
    if invitation is None or person is None or person.disabled:
        raise NotFound
    scope = scope_of(person)
    async with transaction(scope):
        proven = _Proven(invitation=invitation, person=person, clinic=await clinics.of(scope))
        expected = await invitations.spend_attempt(scope, invitation.id, now=now)
        right = expected is not None and secrets.compare_digest(expected, code_hash(token, code.replace(" ", "")))
        if right:
            await invitations.return_attempt(scope, invitation.id)
        else:
            # By whom, nobody knows.
            unknown = Scope(clinic=scope.clinic, role=None)
            await audit.note(unknown, "invitation.refuse", at=now, patient=scope.patient, subject=invitation.id)
    if not right:
        raise NotFound
    await throttle.proven(network, now=now)
    return proven


def _problems(acceptance: Acceptance, proven: _Proven, email: str | None, *, demo: bool) -> list[Problem]:
    """What keeps this from being a way in."""
    person = proven.person
    if (acceptance.passphrase is None) == (acceptance.passkey is None):
        return [Problem(pointer="/passphrase", detail="either this or a passkey must be there, and not both")]
    found: list[Problem] = []
    if acceptance.passphrase is not None:
        about = (person.name, email or person.email or "", proven.clinic.name)
        found += passphrases.problems(acceptance.passphrase, about=about)
    coded = acceptance.passphrase is not None and person.role is not Role.PATIENT
    if coded and acceptance.totp is None:
        found.append(Problem(pointer="/totp", detail="must not be missing"))
    if not coded and acceptance.totp is not None:
        found.append(Problem(pointer="/totp", detail="goes with the passphrase of staff"))
    if acceptance.passphrase is not None and not (email or person.email):
        found.append(Problem(pointer="/email", detail="must not be missing"))
    if email is not None and email.endswith(MADE_UP) and not demo:
        found.append(_UNUSABLE)
    return found


async def _challenge(scope: Scope, answer: PasskeyAnswer | None, *, now: datetime) -> bytes | None:
    """What the passkey must answer. In a transaction of its own, so that it is used whatever comes of it."""
    if answer is None:
        return None
    async with transaction(scope):
        return await waiting.take(scope, CeremonyKind.REGISTRATION, answer.ceremony, at=now)


async def _open_account(
    person: Person, acceptance: Acceptance, email: str | None, hashed: str | None, *, now: datetime
) -> None:
    scope, totp = scope_of(person), None
    if acceptance.totp is not None:
        totp = await _confirmed(scope, acceptance.totp, now=now)
    await credentials.open_account(scope, person.id, email=email, passphrase_hash=hashed, totp=totp)


async def _confirmed(scope: Scope, answer: TotpAnswer, *, now: datetime) -> Totp:
    try:
        return await second_factors.confirm(scope, answer.ceremony, answer.code, now=now)
    except Invalid as refusal:
        raise Invalid(*(problem.under("/totp") for problem in refusal.problems)) from None


async def _keep_passkey(
    scope: Scope,
    person: PersonId,
    answer: PasskeyAnswer | None,
    challenge: bytes | None,
    party: RelyingParty,
    *,
    now: datetime,
) -> None:
    if answer is None:
        return
    if await passkeys.add(scope, person, challenge, answer.attestation, name=answer.name, party=party, now=now) is None:
        raise Invalid(Problem(pointer="/passkey/credential", detail="does not answer this ceremony: begin again"))


async def _begin(person: Person, invitation: Invitation, *, client: str, now: datetime) -> tuple[str, Me]:
    scope = scope_of(person)
    await audit.note(scope, "invitation.accept", at=now, patient=scope.patient, subject=invitation.id)
    return await begin(person, method=Method.INVITATION, client=client, now=now)
