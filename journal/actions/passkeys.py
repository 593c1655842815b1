"""Passkeys: coming in with one, adding one, taking one away."""

from datetime import datetime
from uuid import UUID

from journal.actions import access, ceremonies, throttle
from journal.actions.ceremonies import Assertion, Attestation, PasskeyRefused, RelyingParty, Started
from journal.actions.identity import new_id
from journal.actions.sign_in import Me, begin, may_come_in, prove, scope_of
from journal.actions.throttle import Kind
from journal.clinical.errors import Conflict, Invalid, NotFound, Problem
from journal.clinical.ids import PersonId
from journal.clinical.people import Scope
from journal.db import audit, credentials, notices, passkeys, people
from journal.db import ceremonies as waiting
from journal.db.ceremonies import CeremonyKind
from journal.db.engine import transaction
from journal.db.notices import NoticeKind
from journal.db.passkeys import Passkey
from journal.db.people import Person
from journal.db.sign_ins import Method, SignIn

MOST = 20
"""Passkeys one person may have."""


async def begin_assertion(party: RelyingParty, *, now: datetime, network: str) -> Started:
    """A challenge for whoever wants to come in. Raises TooMany, by network and never by account."""
    await throttle.spend(Kind.CEREMONY, network, now=now)
    async with transaction(None):
        await waiting.sweep(at=now)
        return await ceremonies.start_assertion(party, now=now)


async def come_in(
    ceremony: UUID,
    assertion: Assertion,
    party: RelyingParty,
    *,
    found: SignIn | None,
    now: datetime,
    demo: bool,
    client: str,
) -> tuple[str | None, Me]:
    """A new cookie for the passkey's owner; where `found` is a sign-in of theirs, none: that one is proven again.

    Raises PasskeyRefused. A passkey with its user verified is two factors: staff need no code besides.
    """
    passkey, person, count = await _owner(ceremony, assertion, party, now=now, demo=demo)
    scope = scope_of(person)
    async with transaction(scope):
        if not await passkeys.use(scope, passkey.id, count, at=now):
            raise PasskeyRefused
        if found is None or found.scope.actor != person.id:
            return await begin(person, method=Method.PASSKEY, client=client, now=now)
        me = await prove(found, person, now=now)
        if me is None:
            raise PasskeyRefused
        return None, me


async def begin_registration(sign_in: SignIn, party: RelyingParty, *, now: datetime) -> Started:
    """Ask the browser of whoever is signed in for a new passkey."""
    scope = sign_in.scope
    async with transaction(scope):
        person = await access.account(scope)
        return await ceremonies.start_registration(scope, person, party, sign_in=sign_in.id, now=now)


async def register(
    sign_in: SignIn, ceremony: UUID, attestation: Attestation, name: str, party: RelyingParty, *, now: datetime
) -> Passkey:
    """Keep the passkey that was made. Raises Invalid, or Conflict where it is known or there are too many."""
    scope = sign_in.scope
    async with transaction(scope):
        person = await access.account(scope)
        # Held before the challenge is looked for: a reset at this moment either finds the passkey or ends the ceremony.
        await credentials.hold(scope, person.id)
        challenge = await waiting.take(scope, CeremonyKind.REGISTRATION, ceremony, at=now)
        made = await add(scope, person.id, challenge, attestation, name=name, party=party, now=now)
        if made is not None:
            await notices.tell(scope, person.id, NoticeKind.PASSKEY_ADDED, id_=new_id(), at=now)
    if made is None:
        # Told after the commit, so that the challenge stays used.
        raise Invalid(Problem(pointer="/credential", detail="does not answer this ceremony: begin again"))
    return made


async def add(
    scope: Scope,
    person: PersonId,
    challenge: bytes | None,
    attestation: Attestation,
    *,
    name: str,
    party: RelyingParty,
    now: datetime,
) -> Passkey | None:
    """A new passkey of a person, in the open transaction of their scope; None where it answers no challenge of theirs.

    Raises Conflict where it is known, or there are too many.
    """
    key = ceremonies.new_key(attestation, challenge, party) if challenge is not None else None
    if key is None:
        return None
    made = Passkey(
        id=new_id(),
        clinic=scope.clinic,
        person=person,
        credential_id=key.credential_id,
        public_key=key.public_key,
        sign_count=key.sign_count,
        name=name,
        created_at=now,
        last_used_at=None,
    )
    if await passkeys.count(scope, person) >= MOST or not await passkeys.add(scope, made):
        raise Conflict
    await audit.note(scope, "passkey.add", at=now, patient=scope.patient, subject=made.id)
    return made


async def read(scope: Scope) -> tuple[Passkey, ...]:
    """The passkeys of whoever is signed in."""
    async with transaction(scope):
        return await passkeys.of(scope, (await access.account(scope)).id)


async def remove(scope: Scope, id_: UUID, *, now: datetime) -> None:
    """Take one away. NotFound where it is none of theirs, Conflict where they could not come in any more."""
    async with transaction(scope):
        person = await access.account(scope)
        await credentials.hold(scope, person.id)
        if not await passkeys.remove(scope, id_):
            raise NotFound
        left = await credentials.ways(scope)
        if not left.passphrase and not left.passkeys:
            raise Conflict
        await audit.note(scope, "passkey.remove", at=now, patient=scope.patient, subject=id_)
        await notices.tell(scope, person.id, NoticeKind.PASSKEY_REMOVED, id_=new_id(), at=now)


async def _owner(
    ceremony: UUID, assertion: Assertion, party: RelyingParty, *, now: datetime, demo: bool
) -> tuple[Passkey, Person, int]:
    """Whose signature this is, and how often the key has signed. Raises PasskeyRefused; the challenge is used."""
    async with transaction(None):
        challenge = await waiting.take(None, CeremonyKind.ASSERTION, ceremony, at=now)
        passkey = await passkeys.by_credential(assertion.credential_id)
        person = await people.person(Scope(clinic=passkey.clinic, role=None), passkey.person) if passkey else None
    if challenge is None or passkey is None or person is None or not may_come_in(person, demo=demo):
        raise PasskeyRefused
    return passkey, person, ceremonies.signature_count(assertion, challenge, passkey, party)
