"""What a person is told about their own account. Only they read it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from journal.clinical.ids import PersonId
from journal.clinical.people import Scope
from journal.db import engine


class NoticeKind(StrEnum):
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105  the name of a kind
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    TOTP_CHANGED = "totp_changed"
    RECOVERY_CODE_MADE = "recovery_code_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    ACCOUNT_RESET = "account_reset"
    SIGNED_IN_ON_NEW_DEVICE = "signed_in_on_new_device"
    SIGNED_OUT_ELSEWHERE = "signed_out_elsewhere"
    GLASS_BROKEN = "glass_broken"
    COMPANION_INVITED = "companion_invited"
    EMAIL_CHANGED = "email_changed"
    ALERT_WAITS = "alert_waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`facts` are codes, names of people of the clinic and times: never what a patient wrote."""

    id: UUID
    at: datetime
    kind: NoticeKind
    facts: Mapping[str, str]
    seen_at: datetime | None


async def tell(
    scope: Scope, person: PersonId, kind: NoticeKind, *, id_: UUID, at: datetime, facts: Mapping[str, str] | None = None
) -> None:
    """Leave a notice for a person of the clinic, in the transaction of what it is about."""
    await engine.fetch(
        "insert into notice (clinic_id, id, person_id, at, kind, facts) values ($1, $2, $3, $4, $5, $6)",
        scope.clinic,
        id_,
        person,
        at,
        kind,
        msgspec.json.encode(facts or {}).decode(),
    )


async def of(scope: Scope, *, limit: int = 50) -> tuple[Notice, ...]:
    """The scope's actor's own, newest first."""
    rows = await engine.fetch(
        "select * from notice where clinic_id = $1 and person_id = $2 order by at desc, id desc limit $3",
        scope.clinic,
        scope.actor,
        limit,
    )
    return tuple(
        Notice(
            id=row["id"],
            at=row["at"],
            kind=NoticeKind(row["kind"]),
            facts=msgspec.json.decode(row["facts"], type=dict[str, str]),
            seen_at=row["seen_at"],
        )
        for row in rows
    )


async def unread(scope: Scope) -> int:
    """How many of the scope's actor's own they have not seen."""
    rows = await engine.fetch(
        "select count(*) as found from notice where clinic_id = $1 and person_id = $2 and seen_at is null",
        scope.clinic,
        scope.actor,
    )
    return int(rows[0]["found"])


async def mark_seen(scope: Scope, ids: Collection[UUID], *, at: datetime) -> None:
    """Those of `ids` that are the actor's own have been read."""
    await engine.fetch(
        """
        update notice set seen_at = $4
        where clinic_id = $1 and person_id = $2 and id = any($3::uuid[]) and seen_at is null
        """,
        scope.clinic,
        scope.actor,
        list(ids),
        at,
    )
