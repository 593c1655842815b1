"""Who is signed in: one row a sign-in, found by the hash of its cookie, never by the cookie itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from journal.clinical.ids import ClinicId, PatientId, PersonId
from journal.clinical.people import Role, Scope
from journal.db import engine

_FIND = "select * from sign_in where token_hash = $1"


class Method(StrEnum):
    """How somebody came in."""

    PASSPHRASE = "passphrase"  # noqa: S105  the name of a method
    PASSKEY = "passkey"
    INVITATION = "invitation"
    COMPANION = "companion"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """One sign-in: begun by `method` on `client`, proven at `verified_at`, used last at about `last_seen_at`.

    `ends_at` is when it ends whatever happens, None where only its role's limits hold.
    """

    id: UUID
    scope: Scope
    role: Role
    client: str
    method: Method
    begun_at: datetime
    verified_at: datetime
    last_seen_at: datetime
    ends_at: datetime | None


async def find(token_hash: bytes) -> SignIn | None:
    """The sign-in behind a cookie. Outside any transaction: no scope is known yet."""
    return next(iter(_sign_ins(await engine.fetch_unscoped(_FIND, token_hash))), None)


async def of(scope: Scope) -> tuple[SignIn, ...]:
    """The scope's actor's, the last used first. Some may be idle too long, or too old."""
    return _sign_ins(
        await engine.fetch(
            "select * from sign_in where clinic_id = $1 and person_id = $2 order by last_seen_at desc, id",
            scope.clinic,
            scope.actor,
        )
    )


async def add(scope: Scope, token_hash: bytes, *, at: datetime, method: Method, client: str) -> bool:
    """Remember a new sign-in of the scope's actor; False where they have been disabled meanwhile."""
    rows = await engine.fetch(
        """
        insert into sign_in (token_hash, clinic_id, person_id, role, patient_id, begun_at, verified_at, last_seen_at,
                             method, client)
        select $1, clinic_id, id, $4, $5, $6, $6, $6, $7, $8
        from person where clinic_id = $2 and id = $3 and disabled_at is null for share
        returning token_hash
        """,
        token_hash,
        scope.clinic,
        scope.actor,
        scope.role,
        scope.patient,
        at,
        method,
        client,
    )
    return bool(rows)


async def touch(token_hash: bytes, *, at: datetime) -> None:
    """Note that a sign-in was used."""
    await engine.fetch_unscoped("update sign_in set last_seen_at = $2 where token_hash = $1", token_hash, at)


async def has_client_but(scope: Scope, client: str) -> bool:
    """Whether it is known of any other place that the scope's actor signed in there."""
    return bool(
        await engine.fetch(
            "select from known_client where clinic_id = $1 and person_id = $2 and client <> $3 limit 1",
            scope.clinic,
            scope.actor,
            client,
        )
    )


async def add_client(scope: Scope, client: str, *, at: datetime) -> bool:
    """Remember where the scope's actor signed in; False where that was known."""
    rows = await engine.fetch(
        """
        insert into known_client (clinic_id, person_id, client, since) values ($1, $2, $3, $4)
        on conflict do nothing returning client
        """,
        scope.clinic,
        scope.actor,
        client,
        at,
    )
    return bool(rows)


async def prove(scope: Scope, id_: UUID, *, at: datetime) -> bool:
    """Whose sign-in this is has proven it again; False where it has ended meanwhile."""
    rows = await engine.fetch(
        """
        update sign_in set verified_at = $4, last_seen_at = $4
        where clinic_id = $1 and person_id = $2 and id = $3 returning id
        """,
        scope.clinic,
        scope.actor,
        id_,
        at,
    )
    return bool(rows)


async def end(scope: Scope, id_: UUID) -> str | None:
    """End one of the scope's actor's: on which client it was, or None where it is none of theirs."""
    rows = await engine.fetch(
        "delete from sign_in where clinic_id = $1 and person_id = $2 and id = $3 returning client",
        scope.clinic,
        scope.actor,
        id_,
    )
    return rows[0]["client"] if rows else None


async def end_others(scope: Scope, id_: UUID) -> int:
    """End all of the scope's actor's but this one; how many there were."""
    rows = await engine.fetch(
        "delete from sign_in where clinic_id = $1 and person_id = $2 and id <> $3 returning id",
        scope.clinic,
        scope.actor,
        id_,
    )
    return len(rows)


async def remove(token_hash: bytes) -> None:
    """End one sign-in, if it is still there."""
    await engine.fetch_unscoped("delete from sign_in where token_hash = $1", token_hash)


def _sign_ins(rows: Sequence[Any]) -> tuple[SignIn, ...]:
    return tuple(
        SignIn(
            id=row["id"],
            scope=Scope(
                clinic=ClinicId(row["clinic_id"]),
                role=Role(row["role"]),
                actor=PersonId(row["person_id"]) if row["person_id"] else None,
                patient=PatientId(row["patient_id"]) if row["patient_id"] else None,
            ),
            role=Role(row["role"]),
            client=row["client"],
            method=Method(row["method"]),
            begun_at=row["begun_at"],
            verified_at=row["verified_at"],
            last_seen_at=row["last_seen_at"],
            ends_at=row["ends_at"],
        )
        for row in rows
    )
