"""Invitations: how a person of the clinic, who has no way in yet, gets one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from journal.clinical.ids import ClinicId, PersonId
from journal.clinical.people import Role, Scope
from journal.db import engine


class State(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """For `person`, by `made_by`. The e-mail is nobody's before the invitation is accepted."""

    id: UUID
    clinic: ClinicId
    person: PersonId
    name: str
    role: Role
    email: str | None
    made_by: PersonId
    made_at: datetime
    expires_at: datetime
    state: State


_INVITATION = """
select i.*, p.name, p.role, case
    when i.accepted_at is not null then 'accepted'
    when i.withdrawn_at is not null then 'withdrawn'
    when i.expires_at <= $1 then 'expired'
    when i.attempts_left = 0 then 'locked'
    else 'open' end as state
from invitation i join person p on p.clinic_id = i.clinic_id and p.id = i.person_id
"""


async def by_token(token_hash: bytes, *, now: datetime) -> Invitation | None:
    """The invitation behind a link, of whatever clinic. Only in the transaction of a sign-in."""
    rows = await engine.fetch(_INVITATION + "where i.token_hash = $2", now, token_hash)
    return next(iter(_invitations(rows)), None)


async def of_clinic(scope: Scope, *, made_by: PersonId | None, now: datetime) -> tuple[Invitation, ...]:
    """The clinic's, or those one person made, newest first."""
    rows = await engine.fetch(
        _INVITATION
        + """
        where i.clinic_id = $2 and ($3::uuid is null or i.made_by = $3) order by i.made_at desc, i.id desc limit 500
        """,
        now,
        scope.clinic,
        made_by,
    )
    return _invitations(rows)


async def end_open(scope: Scope, person: PersonId, *, at: datetime) -> None:
    """Withdraw what is open for a person."""
    await engine.fetch(
        """
        update invitation set withdrawn_at = $3
        where clinic_id = $1 and person_id = $2 and accepted_at is null and withdrawn_at is null
        """,
        scope.clinic,
        person,
        at,
    )


async def add(
    scope: Scope,
    person: PersonId,
    *,
    id_: UUID,
    email: str | None,
    token_hash: bytes,
    code_hash: bytes,
    attempts: int,
    at: datetime,
    expires_at: datetime,
) -> None:
    """Keep a new one, made by the scope's actor."""
    await engine.fetch(
        """
        insert into invitation (clinic_id, id, person_id, token_hash, code_hash, email, attempts_left, made_by,
                                made_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        scope.clinic,
        id_,
        person,
        token_hash,
        code_hash,
        email,
        attempts,
        scope.actor,
        at,
        expires_at,
    )


async def spend_attempt(scope: Scope, id_: UUID, *, now: datetime) -> bytes | None:
    """The code's hash, for one attempt less; None where it is not open, or none is left.

    Taken before the code is looked at, so that guesses sent side by side do not share one attempt.
    """
    rows = await engine.fetch(
        """
        update invitation set attempts_left = attempts_left - 1
        where clinic_id = $1 and id = $2 and attempts_left > 0 and expires_at > $3
          and accepted_at is null and withdrawn_at is null
        returning code_hash
        """,
        scope.clinic,
        id_,
        now,
    )
    return rows[0]["code_hash"] if rows else None


async def return_attempt(scope: Scope, id_: UUID) -> None:
    """The code was right: it cost nothing."""
    await engine.fetch(
        "update invitation set attempts_left = attempts_left + 1 where clinic_id = $1 and id = $2", scope.clinic, id_
    )


async def accept(scope: Scope, id_: UUID, *, at: datetime) -> bool:
    """Use it up, the code having been right; False where it is over. Of several at once, one gets True."""
    rows = await engine.fetch(
        """
        update invitation set accepted_at = $3
        where clinic_id = $1 and id = $2 and expires_at > $3 and accepted_at is null and withdrawn_at is null
        returning id
        """,
        scope.clinic,
        id_,
        at,
    )
    return bool(rows)


async def withdraw(scope: Scope, id_: UUID, *, made_by: PersonId | None, at: datetime) -> bool:
    """Take it back; False where it is unknown, or not of `made_by` where that is said, or has been used."""
    rows = await engine.fetch(
        """
        update invitation set withdrawn_at = $4
        where clinic_id = $1 and id = $2 and ($3::uuid is null or made_by = $3)
          and accepted_at is null and withdrawn_at is null
        returning id
        """,
        scope.clinic,
        id_,
        made_by,
        at,
    )
    return bool(rows)


def _invitations(rows: Sequence[Any]) -> tuple[Invitation, ...]:
    return tuple(
        Invitation(
            id=row["id"],
            clinic=ClinicId(row["clinic_id"]),
            person=PersonId(row["person_id"]),
            name=row["name"],
            role=Role(row["role"]),
            email=row["email"],
            made_by=PersonId(row["made_by"]),
            made_at=row["made_at"],
            expires_at=row["expires_at"],
            state=State(row["state"]),
        )
        for row in rows
    )
