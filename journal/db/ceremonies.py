"""What waits for an answer: a challenge to a passkey, or a second factor's secret that nobody has confirmed yet.

A ceremony belongs to a person (`scope` is theirs) or, while somebody signs in, to nobody (`scope` is None). One that a
sign-in has asked for ends with it.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from journal.clinical.people import Scope
from journal.db import engine


class CeremonyKind(StrEnum):
    ASSERTION = "assertion"
    REGISTRATION = "registration"
    TOTP = "totp"


async def add(
    scope: Scope | None, kind: CeremonyKind, secret: bytes, *, id_: UUID, sign_in: UUID | None, ends_at: datetime
) -> None:
    """Remember what the answer will be held against."""
    await engine.fetch(
        """
        insert into ceremony (clinic_id, id, person_id, kind, secret, ends_at, sign_in_id)
        values ($1, $2, $3, $4, $5, $6, $7)
        """,
        scope and scope.clinic,
        id_,
        scope and scope.actor,
        kind,
        secret,
        ends_at,
        sign_in,
    )


async def take(scope: Scope | None, kind: CeremonyKind, id_: UUID, *, at: datetime) -> bytes | None:
    """The secret, which nobody gets again; None where it is unknown, somebody else's, used up or over."""
    rows = await engine.fetch(
        """
        delete from ceremony
        where id = $1 and kind = $2 and ends_at > $3
          and clinic_id is not distinct from $4 and person_id is not distinct from $5
        returning secret
        """,
        id_,
        kind,
        at,
        scope and scope.clinic,
        scope and scope.actor,
    )
    return rows[0]["secret"] if rows else None


async def sweep(*, at: datetime) -> None:
    """Forget those that are over, whosever they were. Only in the transaction of a sign-in."""
    await engine.fetch("delete from ceremony where ends_at < $1", at)
