"""Passkeys: the public halves of keys that stay in people's phones and computers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from journal.clinical.ids import ClinicId, PersonId
from journal.clinical.people import Scope
from journal.db import engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """`public_key` is a COSE key. `sign_count` is how often it signed, 0 for ever where it is synced."""

    id: UUID
    clinic: ClinicId
    person: PersonId
    credential_id: bytes
    public_key: bytes
    sign_count: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


async def by_credential(credential_id: bytes) -> Passkey | None:
    """The passkey a browser speaks of, of whatever clinic. Only in the transaction of a sign-in."""
    rows = await engine.fetch("select * from passkey where credential_id = $1", credential_id)
    return next(iter(_passkeys(rows)), None)


async def of(scope: Scope, person: PersonId) -> tuple[Passkey, ...]:
    """A person's, the oldest first."""
    rows = await engine.fetch(
        "select * from passkey where clinic_id = $1 and person_id = $2 order by created_at, id", scope.clinic, person
    )
    return _passkeys(rows)


async def count(scope: Scope, person: PersonId) -> int:
    """How many a person has."""
    rows = await engine.fetch(
        "select count(*) as found from passkey where clinic_id = $1 and person_id = $2", scope.clinic, person
    )
    return int(rows[0]["found"])


async def add(scope: Scope, passkey: Passkey) -> bool:
    """Keep a new one of the scope's actor; False where this very key is known already."""
    rows = await engine.fetch(
        """
        insert into passkey (clinic_id, id, person_id, credential_id, public_key, sign_count, name, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential_id) do nothing returning id
        """,
        scope.clinic,
        passkey.id,
        scope.actor,
        passkey.credential_id,
        passkey.public_key,
        passkey.sign_count,
        passkey.name,
        passkey.created_at,
    )
    return bool(rows)


async def use(scope: Scope, id_: UUID, sign_count: int, *, at: datetime) -> bool:
    """Note a signature of the actor's; False where the key is gone, its owner disabled, or its count went back.

    The person's row is held first, as a reset does: of the two, one waits for the other.
    """
    rows = await engine.fetch(
        """
        with owner as (
            select clinic_id, id from person where clinic_id = $1 and id = $2 and disabled_at is null for share
        )
        update passkey k set sign_count = $4, last_used_at = $5 from owner
        where k.clinic_id = owner.clinic_id and k.person_id = owner.id and k.id = $3
          and (k.sign_count < $4 or (k.sign_count = 0 and $4 = 0))
        returning k.id
        """,
        scope.clinic,
        scope.actor,
        id_,
        sign_count,
        at,
    )
    return bool(rows)


async def remove(scope: Scope, id_: UUID) -> bool:
    """Take away one of the actor's; False where it is none of theirs."""
    rows = await engine.fetch(
        "delete from passkey where clinic_id = $1 and person_id = $2 and id = $3 returning id",
        scope.clinic,
        scope.actor,
        id_,
    )
    return bool(rows)


def _passkeys(rows: Sequence[Any]) -> tuple[Passkey, ...]:
    return tuple(
        Passkey(
            id=row["id"],
            clinic=ClinicId(row["clinic_id"]),
            person=PersonId(row["person_id"]),
            credential_id=row["credential_id"],
            public_key=row["public_key"],
            sign_count=row["sign_count"],
            name=row["name"],
            created_at=row["created_at"],
            last_used_at=row["last_used_at"],
        )
        for row in rows
    )
