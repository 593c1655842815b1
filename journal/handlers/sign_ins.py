"""Where one is signed in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, delete, get
from litestar.params import FromPath
from msgspec import Struct

from journal.actions import sign_ins
from journal.db.sign_ins import Method
from journal.handlers import auth


class SignInOut(Struct, kw_only=True, frozen=True):
    """`client` is the device in a few words, empty where it is not known; `current` the one that asks."""

    id: UUID
    client: str
    method: Method
    begun_at: datetime
    last_seen_at: datetime
    current: bool


class SignInsOut(Struct, kw_only=True, frozen=True):
    """The last used first; `last_seen_at` is right to a minute."""

    sign_ins: list[SignInOut]


@get("/sign-ins", opt={"who": auth.SIGNED_IN}, summary="Where one is signed in")
async def read(request: Request[Any, Any, Any]) -> SignInsOut:
    """One's own sign-ins that have not ended."""
    current = auth.signed_in(request)
    found = await sign_ins.read(current.scope, now=auth.now_of(request))
    return SignInsOut(
        sign_ins=[
            SignInOut(
                id=row.id,
                client=row.client,
                method=row.method,
                begun_at=row.begun_at,
                last_seen_at=row.last_seen_at,
                current=row.id == current.id,
            )
            for row in found
        ]
    )


@delete("/sign-ins/{sign_in_id:uuid}", status_code=204, opt={"who": auth.SIGNED_IN}, summary="Sign out there")
async def end(request: Request[Any, Any, Any], sign_in_id: FromPath[UUID]) -> None:
    """Ends one of one's own sign-ins, at once."""
    await sign_ins.end(auth.scope_of(request), sign_in_id, now=auth.now_of(request))


@delete("/sign-ins", status_code=204, opt={"who": auth.SIGNED_IN}, summary="Sign out everywhere else")
async def end_others(request: Request[Any, Any, Any]) -> None:
    """Ends all of one's sign-ins but this one."""
    await sign_ins.end_others(auth.signed_in(request), now=auth.now_of(request))
