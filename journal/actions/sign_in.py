"""Signing in and out: a passphrase, for staff with a one-time code, against a 256-bit cookie."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import anyio.to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from journal.actions import second_factors, throttle
from journal.actions.identity import new_id
from journal.actions.tiers import Tier, tier
from journal.clinical.clinics import Clinic
from journal.clinical.errors import Invalid, Problem, Refusal
from journal.clinical.people import Role, Scope
from journal.db import audit, clinics, credentials, notices, people, sign_ins
from journal.db.credentials import Ways
from journal.db.engine import transaction
from journal.db.notices import NoticeKind
from journal.db.people import Person
from journal.db.sign_ins import Method, SignIn

T = TypeVar("T")

# One hash takes about 0.1 s of a core and 64 MiB: two at a time, off the event loop, and the rest waits.
_HASHING = anyio.CapacityLimiter(2)
_HASHER = PasswordHasher()
# Verified where no account has the address, so that an unknown one takes as long as a known one.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))

TOTP_SECONDS = second_factors.STEP_SECONDS
MADE_UP = ".example"
"""The top-level domain of addresses that nobody has (RFC 2606)."""

STAFF_IDLE = timedelta(minutes=15)
STAFF_ABSOLUTE = timedelta(hours=12)
PATIENT_IDLE = timedelta(days=90)
# A sign-in's last use is written at most this often: a write per request would cost more than it tells.
_TOUCH_EVERY = timedelta(seconds=60)


class SignInRefused(Refusal):
    """E-mail, passphrase or code is wrong; nobody is told which."""


class SignInEnded(Refusal):
    """It was good when the request came, and is not any more."""


_WRONG = Problem(pointer="/passphrase", detail="is not right, or the code is not")


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Who is signed in, how lately they have proven it and how they can, and how much they have not been told yet."""

    person: Person
    clinic: Clinic
    tier: Tier
    verified_at: datetime
    ways: Ways
    unread_notices: int


async def sign_in(
    email: str, passphrase: str, code: str | None, *, now: datetime, demo: bool, network: str, client: str = ""
) -> tuple[str, Me]:
    """A new cookie for whoever this is, on the device `client`.

    Raises SignInRefused, in the same time whatever was wrong; TooMany, whether or not there is such an account.
    """
    account = email.strip().lower()
    await throttle.guessing(network, account=account, now=now)
    async with transaction(None):
        person = await people.by_email(email)
    proven = await _hashing(_verify, (person and person.passphrase_hash) or _NOBODY, passphrase)
    if person is None or not proven or not may_come_in(person, demo=demo):
        raise SignInRefused
    scope = scope_of(person)
    async with transaction(scope):
        if person.role is not Role.PATIENT and not await _use_code(scope, person, code, now):
            raise SignInRefused
        begun = await begin(person, method=Method.PASSPHRASE, client=client, now=now)
        # Their row is held since then: a passphrase that was changed meanwhile opens nothing any more.
        if not await credentials.has_passphrase(scope, person.passphrase_hash):
            raise SignInRefused
    await throttle.proven(network, account=account, now=now)
    return begun


async def verify(found: SignIn, passphrase: str, code: str | None, *, now: datetime, network: str) -> Me:
    """Whoever signed in proves again that it is they. Raises SignInEnded where it has, or the account is no more.

    Raises Invalid where the passphrase or the code is wrong, and TooMany: these count with those of signing in.
    """
    scope, person = found.scope, await _person(found.scope)
    account = person.email or str(person.id)
    await throttle.guessing(network, account=account, now=now)
    if not await _hashing(_verify, person.passphrase_hash or _NOBODY, passphrase):
        raise Invalid(_WRONG)
    async with transaction(scope):
        if person.role is not Role.PATIENT and not await _use_code(scope, person, code, now):
            raise Invalid(_WRONG)
        proven = await prove(found, person, now=now)
    if proven is None:
        raise SignInEnded
    await throttle.proven(network, account=account, now=now)
    return proven


async def prove(found: SignIn, person: Person, *, now: datetime) -> Me | None:
    """This person has proven again that the sign-in is theirs; in the open transaction of their scope.

    None where it has ended meanwhile.
    """
    if not await sign_ins.prove(found.scope, found.id, at=now):
        return None
    await audit.note(found.scope, "sign_in.verify", at=now, patient=found.scope.patient, subject=person.id)
    return await _me(person, now, now)


def scope_of(person: Person) -> Scope:
    """On whose behalf a person's queries run."""
    return Scope(clinic=person.clinic, role=person.role, actor=person.id, patient=person.patient)


def may_come_in(person: Person, *, demo: bool) -> bool:
    """Made-up people, whose passphrases stand in a file, only where this is the `demo`.

    Who is disabled is refused where a sign-in begins: there their row is held.
    """
    return demo or not (person.email or "").endswith(MADE_UP)


async def begin(person: Person, *, method: Method, client: str, now: datetime) -> tuple[str, Me]:
    """A new sign-in of somebody who has just proven who they are, in the open transaction of their scope.

    Every sign-in has 256 random bits of its own, whatever the browser brought along. Raises SignInRefused where the
    person has been disabled meanwhile.
    """
    scope, token = scope_of(person), secrets.token_urlsafe(32)
    if not await sign_ins.add(scope, token_hash(token), at=now, method=method, client=client):
        raise SignInRefused
    if await sign_ins.add_client(scope, client, at=now) and await sign_ins.has_client_but(scope, client):
        facts = {"client": client, "method": method.value}
        await notices.tell(scope, person.id, NoticeKind.SIGNED_IN_ON_NEW_DEVICE, id_=new_id(), at=now, facts=facts)
    await audit.note(scope, "sign_in.begin", at=now, patient=scope.patient, subject=person.id)
    return token, await _me(person, now, now)


async def recognise(token: str, *, now: datetime, touch: bool = True) -> SignIn | None:
    """The live sign-in behind a cookie, or None where it is unknown, ended, idle too long or too old."""
    hashed = token_hash(token)
    found = await sign_ins.find(hashed)
    if found is None:
        return None
    if expired(found, now):
        await sign_ins.remove(hashed)
        return None
    if touch and now - found.last_seen_at >= _TOUCH_EVERY:
        await sign_ins.touch(hashed, at=now)
    return found


def expired(found: SignIn, now: datetime) -> bool:
    """Whether a sign-in is idle too long, or too old: proving it again makes it no younger."""
    if found.ends_at is not None and now >= found.ends_at:
        return True
    idle = now - found.last_seen_at
    match found.role:
        case Role.PATIENT:
            return idle > PATIENT_IDLE
        case Role.COMPANION:
            return False
        case _:
            return idle > STAFF_IDLE or now - found.begun_at > STAFF_ABSOLUTE


async def sign_out(token: str, scope: Scope, *, now: datetime) -> None:
    """End this sign-in. Ending one that has ended is no error."""
    await sign_ins.remove(token_hash(token))
    async with transaction(scope):
        await audit.note(scope, "sign_in.end", at=now, patient=scope.patient, subject=scope.actor)


async def me(sign_in_: SignIn, *, now: datetime) -> Me:
    """Who this sign-in is. Raises SignInEnded where the account is gone or disabled."""
    person = await _person(sign_in_.scope)
    async with transaction(sign_in_.scope):
        return await _me(person, sign_in_.verified_at, now)


async def hash_passphrase(passphrase: str) -> str:
    """Argon2id, in the library's current parameters."""
    return await _hashing(_HASHER.hash, passphrase)


def token_hash(token: str) -> bytes:
    """How a cookie is stored: 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


async def _hashing(work: Callable[..., T], *args: str) -> T:
    return await anyio.to_thread.run_sync(work, *args, limiter=_HASHING)


def _verify(hashed: str, passphrase: str) -> bool:
    try:
        return _HASHER.verify(hashed, passphrase)
    except (VerificationError, InvalidHashError):
        return False


async def _use_code(scope: Scope, person: Person, code: str | None, now: datetime) -> bool:
    """Whether `code` is one of the account's that was not used yet: of this half minute or a neighbour, or printed."""
    if code is None or person.totp_secret is None:
        return False
    step = second_factors.step_of(person.totp_secret, code, now)
    if step is not None:
        return await people.use_totp_step(scope, person.id, step)
    return await second_factors.use_recovery_code(scope, person, code, now)


async def _person(scope: Scope) -> Person:
    """Whom a sign-in belongs to. Raises SignInEnded where the account is gone or disabled."""
    if scope.actor is None:
        raise SignInEnded
    async with transaction(scope):
        person = await people.person(scope, scope.actor)
    if person is None or person.disabled:
        raise SignInEnded
    return person


async def _me(person: Person, verified_at: datetime, now: datetime) -> Me:
    """Who this is, read in the open transaction of their scope."""
    scope = scope_of(person)
    return Me(
        person=person,
        clinic=await clinics.of(scope),
        tier=tier(person.role, verified_at, now),
        verified_at=verified_at,
        ways=await credentials.ways(scope),
        unread_notices=await notices.unread(scope),
    )
