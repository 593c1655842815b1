"""What one is told about one's own account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import JSONBody
from msgspec import Meta, Struct

from journal.actions import notices
from journal.db.notices import NoticeKind
from journal.handlers import auth
from journal.handlers.wire import Incoming


class NoticeOut(Struct, kw_only=True, frozen=True):
    """`facts` are codes, names of people of the clinic, and times."""

    id: UUID
    at: datetime
    kind: NoticeKind
    facts: Mapping[str, str]
    seen_at: datetime | None


class NoticesOut(Struct, kw_only=True, frozen=True):
    """The 50 latest, newest first."""

    notices: list[NoticeOut]


class SeenIn(Incoming, kw_only=True, frozen=True):
    ids: Annotated[list[UUID], Meta(max_length=100)]


@get("/notices", opt={"who": auth.SIGNED_IN}, summary="Notices")
async def read(request: Request[Any, Any, Any]) -> NoticesOut:
    """What has happened to one's account."""
    found = await notices.read(auth.scope_of(request))
    return NoticesOut(
        notices=[NoticeOut(id=row.id, at=row.at, kind=row.kind, facts=row.facts, seen_at=row.seen_at) for row in found]
    )


@post("/notices/seen", status_code=204, opt={"who": auth.SIGNED_IN}, summary="Notices have been read")
async def mark_seen(request: Request[Any, Any, Any], data: JSONBody[SeenIn]) -> None:
    """These have been read. Ids that are not one's own are passed over."""
    await notices.mark_seen(auth.scope_of(request), data.ids, now=auth.now_of(request))
