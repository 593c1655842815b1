"""Who is signed in: one row a sign-in, found by the hash of its cookie, never by the cookie itself."""

from dataclasses import dataclass
from datetime import datetime

from journal.clinical.ids import ClinicId, PatientId, PersonId
from journal.clinical.people import Role, Scope
from journal.db import engine

_FIND = """
select clinic_id, person_id, role, patient_id, verified_at, last_seen_at from sign_in where token_hash = $1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """One sign-in: proven at `verified_at`, used last at about `last_seen_at`."""

    scope: Scope
    role: Role
    verified_at: datetime
    last_seen_at: datetime


async def find(token_hash: bytes) -> SignIn | None:
    """The sign-in behind a cookie. Outside any transaction: no scope is known yet."""
    rows = await engine.fetch_unscoped(_FIND, token_hash)
    for row in rows:
        role = Role(row["role"])
        scope = Scope(
            clinic=ClinicId(row["clinic_id"]),
            role=role,
            actor=PersonId(row["person_id"]),
            patient=PatientId(row["patient_id"]) if row["patient_id"] else None,
        )
        return SignIn(scope=scope, role=role, verified_at=row["verified_at"], last_seen_at=row["last_seen_at"])
    return None


async def add(scope: Scope, token_hash: bytes, *, at: datetime) -> bool:
    """Remember a new sign-in of the scope's actor; False where they have been disabled meanwhile."""
    rows = await engine.fetch(
        """
        insert into sign_in (token_hash, clinic_id, person_id, role, patient_id, verified_at, last_seen_at)
        select $1, clinic_id, id, $4, $5, $6, $6
        from person where clinic_id = $2 and id = $3 and disabled_at is null for share
        returning token_hash
        """,
        token_hash,
        scope.clinic,
        scope.actor,
        scope.role,
        scope.patient,
        at,
    )
    return bool(rows)


async def touch(token_hash: bytes, *, at: datetime) -> None:
    """Note that a sign-in was used."""
    await engine.fetch_unscoped("update sign_in set last_seen_at = $2 where token_hash = $1", token_hash, at)


async def remove(token_hash: bytes) -> None:
    """End one sign-in, if it is still there."""
    await engine.fetch_unscoped("delete from sign_in where token_hash = $1", token_hash)
