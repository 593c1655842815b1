"""Signing in and out: a passphrase, for staff with a one-time code, against a 256-bit cookie."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import anyio.to_thread
import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from journal.clinical.errors import Refusal
from journal.clinical.people import Role, Scope
from journal.db import audit, people, sign_ins
from journal.db.engine import transaction
from journal.db.people import Clinic, Person
from journal.db.sign_ins import Method, SignIn

T = TypeVar("T")

# One hash takes about 0.1 s of a core and 64 MiB: two at a time, off the event loop, and the rest waits.
_HASHING = anyio.CapacityLimiter(2)
_HASHER = PasswordHasher()
# Verified where no account has the address, so that an unknown one takes as long as a known one.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))

TOTP_SECONDS = 30
MADE_UP = ".example"
"""The top-level domain of addresses that nobody has (RFC 2606)."""

STAFF_IDLE = timedelta(minutes=15)
STAFF_ABSOLUTE = timedelta(hours=12)
PATIENT_IDLE = timedelta(days=90)
# A sign-in's last use is written at most this often: a write per request would cost more than it tells.
_TOUCH_EVERY = timedelta(seconds=60)

_STEP_UP = timedelta(minutes=5)
_READ = timedelta(minutes=15)


class SignInRefused(Refusal):
    """E-mail, passphrase or code is wrong; nobody is told which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Who is signed in. `tier` says how lately they have proven it: step_up (5 min), read (15 min) or log."""

    person: Person
    clinic: Clinic
    tier: str


async def sign_in(
    email: str, passphrase: str, code: str | None, *, now: datetime, demo: bool, client: str = ""
) -> tuple[str, Me]:
    """A new cookie for whoever this is, on the device `client`.

    Raises SignInRefused, in the same time whatever was wrong.
    """
    async with transaction(None):
        person = await people.by_email(email)
    proven = await _hashing(_verify, (person and person.passphrase_hash) or _NOBODY, passphrase)
    if person is None or not proven or not may_come_in(person, demo=demo):
        raise SignInRefused
    scope = scope_of(person)
    async with transaction(scope):
        if person.role is not Role.PATIENT and not await _use_code(scope, person, code, now):
            raise SignInRefused
        return await begin(person, method=Method.PASSPHRASE, client=client, now=now)


def scope_of(person: Person) -> Scope:
    """On whose behalf a person's queries run."""
    return Scope(clinic=person.clinic, role=person.role, actor=person.id, patient=person.patient)


def may_come_in(person: Person, *, demo: bool) -> bool:
    """Nobody who is disabled; made-up people, whose passphrases stand in a file, only where this is the `demo`."""
    return not person.disabled and (demo or not (person.email or "").endswith(MADE_UP))


async def begin(person: Person, *, method: Method, client: str, now: datetime) -> tuple[str, Me]:
    """A new sign-in of somebody who has just proven who they are, in the open transaction of their scope.

    Every sign-in has 256 random bits of its own, whatever the browser brought along. Raises SignInRefused where the
    person has been disabled meanwhile.
    """
    scope, token = scope_of(person), secrets.token_urlsafe(32)
    if not await sign_ins.add(scope, token_hash(token), at=now, method=method, client=client):
        raise SignInRefused
    await audit.note(scope, "sign_in.begin", at=now, patient=scope.patient, subject=person.id)
    return token, Me(person=person, clinic=await people.clinic(scope), tier=_tier(now, now))


async def recognise(token: str, *, now: datetime, touch: bool = True) -> SignIn | None:
    """The live sign-in behind a cookie, or None where it is unknown, ended, idle too long or too old."""
    hashed = token_hash(token)
    found = await sign_ins.find(hashed)
    if found is None:
        return None
    if _expired(found, now):
        await sign_ins.remove(hashed)
        return None
    if touch and now - found.last_seen_at >= _TOUCH_EVERY:
        await sign_ins.touch(hashed, at=now)
    return found


async def sign_out(token: str, scope: Scope, *, now: datetime) -> None:
    """End this sign-in. Ending one that has ended is no error."""
    await sign_ins.remove(token_hash(token))
    async with transaction(scope):
        await audit.note(scope, "sign_in.end", at=now, patient=scope.patient, subject=scope.actor)


async def me(sign_in_: SignIn, *, now: datetime) -> Me | None:
    """Who this sign-in is; None where the account is gone or disabled."""
    scope = sign_in_.scope
    if scope.actor is None:
        return None
    async with transaction(scope):
        person = await people.person(scope, scope.actor)
        if person is None or person.disabled:
            return None
        return Me(person=person, clinic=await people.clinic(scope), tier=_tier(sign_in_.verified_at, now))


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
    """Whether `code` is the account's for this half minute or a neighbour of it, and was not used yet."""
    if code is None or person.totp_secret is None:
        return False
    totp = pyotp.TOTP(person.totp_secret, interval=TOTP_SECONDS)
    step = int(now.timestamp()) // TOTP_SECONDS
    for candidate in (step, step - 1, step + 1):
        if secrets.compare_digest(totp.generate_otp(candidate), code.encode("ascii", "replace").decode()):
            return await people.use_totp_step(scope, person.id, candidate)
    return False


def _expired(found: SignIn, now: datetime) -> bool:
    if found.role is Role.PATIENT:
        return now - found.last_seen_at > PATIENT_IDLE
    return now - found.last_seen_at > STAFF_IDLE or now - found.verified_at > STAFF_ABSOLUTE


def _tier(verified_at: datetime, now: datetime) -> str:
    since = now - verified_at
    if since <= _STEP_UP:
        return "step_up"
    return "read" if since <= _READ else "log"
