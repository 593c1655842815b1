"""What staff prove besides a passphrase: one-time codes, and one printed code for the day the phone is lost."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pyotp

from journal.actions import access
from journal.actions.ceremonies import NAME
from journal.actions.identity import new_id
from journal.clinical.errors import Invalid, Problem
from journal.clinical.people import Scope
from journal.db import audit, ceremonies, credentials, notices, sign_ins
from journal.db.ceremonies import CeremonyKind
from journal.db.credentials import Totp
from journal.db.engine import transaction
from journal.db.notices import NoticeKind
from journal.db.people import Person
from journal.db.sign_ins import SignIn

STEP_SECONDS = 30
OPEN_FOR = timedelta(minutes=15)
"""Long enough to install an application for the codes."""

# Crockford's base 32: nothing that is read for something else on paper. 28 letters are 140 bits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LETTERS, _GROUP = 28, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A secret that waits for its first code. `uri` is the same for an application to scan."""

    ceremony: UUID
    secret: str
    uri: str


async def begin_totp(sign_in: SignIn, *, now: datetime) -> Enrolment:
    """A new secret for whoever is signed in. It counts from `set_totp` on."""
    scope = sign_in.scope
    async with transaction(scope):
        person = await access.account(scope)
        return await enrol(scope, person, sign_in=sign_in.id, now=now)


async def set_totp(sign_in: SignIn, ceremony: UUID, code: str, *, now: datetime) -> None:
    """Make the secret the one that counts, a code of it being shown; every other sign-in ends. Raises Invalid."""
    scope = sign_in.scope
    async with transaction(scope):
        person = await access.account(scope)
        await credentials.hold(scope, person.id)
        await credentials.set_totp(scope, person.id, await confirm(scope, ceremony, code, now=now))
        await sign_ins.end_others(scope, sign_in.id)
        await audit.note(scope, "totp.set", at=now, patient=scope.patient, subject=person.id)
        await notices.tell(scope, person.id, NoticeKind.TOTP_CHANGED, id_=new_id(), at=now)


async def make_recovery_code(scope: Scope, *, now: datetime) -> str:
    """A code to print, shown this once: good once, where the one-time codes are lost. The former is good no more."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS))
    async with transaction(scope):
        person = await access.account(scope)
        await credentials.set_recovery_code(scope, person.id, _hash(code))
        await audit.note(scope, "recovery_code.make", at=now, patient=scope.patient, subject=person.id)
        await notices.tell(scope, person.id, NoticeKind.RECOVERY_CODE_MADE, id_=new_id(), at=now)
    return "-".join(code[start : start + _GROUP] for start in range(0, _LETTERS, _GROUP))


async def use_recovery_code(scope: Scope, person: Person, code: str, now: datetime) -> bool:
    """Whether this is the person's printed code, which is thereby used up; in the open transaction of their scope."""
    if not await credentials.use_recovery_code(scope, person.id, _hash(code)):
        return False
    await audit.note(scope, "recovery_code.use", at=now, patient=scope.patient, subject=person.id)
    await notices.tell(scope, person.id, NoticeKind.RECOVERY_CODE_USED, id_=new_id(), at=now)
    return True


async def enrol(scope: Scope, person: Person, *, sign_in: UUID | None, now: datetime) -> Enrolment:
    """A new secret for a person, in the open transaction of their scope."""
    secret, ceremony = pyotp.random_base32(), new_id()
    await ceremonies.add(
        scope, CeremonyKind.TOTP, secret.encode(), id_=ceremony, sign_in=sign_in, ends_at=now + OPEN_FOR
    )
    uri = pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=person.email or person.name, issuer_name=NAME)
    return Enrolment(ceremony=ceremony, secret=secret, uri=uri)


async def confirm(scope: Scope, ceremony: UUID, code: str, *, now: datetime) -> Totp:
    """The enrolled secret, a code of it being right; in a transaction, which a refusal undoes, so one may try again.

    Raises Invalid at `/ceremony` or `/code`.
    """
    secret = await ceremonies.take(scope, CeremonyKind.TOTP, ceremony, at=now)
    if secret is None:
        raise Invalid(Problem(pointer="/ceremony", detail="is over: begin again"))
    step = step_of(secret.decode(), code, now)
    if step is None:
        raise Invalid(Problem(pointer="/code", detail="is not what the application shows now"))
    return Totp(secret=secret.decode(), step=step)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step this code is of: the one at `now` or a neighbour of it; None where it is of none."""
    totp, step = pyotp.TOTP(secret, interval=STEP_SECONDS), int(now.timestamp()) // STEP_SECONDS
    sent = code.encode("ascii", "replace").decode()
    for candidate in (step, step - 1, step + 1):
        if secrets.compare_digest(totp.generate_otp(candidate), sent):
            return candidate
    return None


def _hash(code: str) -> bytes:
    """140 random bits need no slow hash. As typed: in small letters, with other dashes, O for 0."""
    kept = "".join(letter for letter in code.upper() if letter.isalnum()).translate(_MISREAD)
    return hashlib.sha256(kept.encode("utf-8", "surrogatepass")).digest()
