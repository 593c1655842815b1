"""What a person is told about their own account."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from journal.clinical.people import Scope
from journal.db import notices
from journal.db.engine import transaction
from journal.db.notices import Notice


async def read(scope: Scope) -> tuple[Notice, ...]:
    """The latest of the scope's actor's own, newest first."""
    async with transaction(scope):
        return await notices.of(scope)


async def mark_seen(scope: Scope, ids: Collection[UUID], *, now: datetime) -> None:
    """They have read these. What is not theirs stays as it is, and nobody is told."""
    async with transaction(scope):
        await notices.mark_seen(scope, ids, at=now)
