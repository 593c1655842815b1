"""One-time codes, and the printed code for the day they are lost."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, post, put
from litestar.params import JSONBody
from msgspec import Meta, Struct

from journal.actions import second_factors
from journal.actions.second_factors import Enrolment
from journal.exports import qr
from journal.handlers import auth
from journal.handlers.wire import Incoming

OneTimeCode = Annotated[str, Meta(max_length=16)]


class TotpIn(Incoming, kw_only=True, frozen=True):
    ceremony: UUID
    code: OneTimeCode


class EnrolmentOut(Struct, kw_only=True, frozen=True):
    """A secret for an application of codes: to type, as a link, and as the rows of a QR code ("1" is dark)."""

    ceremony: UUID
    secret: str
    uri: str
    qr: tuple[str, ...]


class RecoveryCodeOut(Struct, kw_only=True, frozen=True):
    """To be printed: it is not shown again."""

    code: str


@post(
    "/credentials/totp/begin",
    status_code=200,
    opt={"who": auth.STAFF, "tier": "step_up"},
    summary="Begin to set up one-time codes",
)
async def begin_totp(request: Request[Any, Any, Any]) -> EnrolmentOut:
    """A new secret. The former counts until a code of this one is sent."""
    return enrolment_out(await second_factors.begin_totp(auth.signed_in(request), now=auth.now_of(request)))


@put(
    "/credentials/totp",
    status_code=204,
    opt={"who": auth.STAFF, "tier": "step_up"},
    summary="Set up one-time codes",
)
async def set_totp(request: Request[Any, Any, Any], data: JSONBody[TotpIn]) -> None:
    """The secret counts from now on. 422 at `/code` where it is not what the application shows."""
    await second_factors.set_totp(auth.signed_in(request), data.ceremony, data.code, now=auth.now_of(request))


@post(
    "/credentials/recovery-code",
    status_code=200,
    opt={"who": auth.STAFF, "tier": "step_up"},
    summary="Make a recovery code",
)
async def make_recovery_code(request: Request[Any, Any, Any]) -> RecoveryCodeOut:
    """A code that stands in for a one-time code, once. The former is good no more."""
    return RecoveryCodeOut(
        code=await second_factors.make_recovery_code(auth.scope_of(request), now=auth.now_of(request))
    )


def enrolment_out(enrolment: Enrolment) -> EnrolmentOut:
    return EnrolmentOut(
        ceremony=enrolment.ceremony, secret=enrolment.secret, uri=enrolment.uri, qr=qr.rows(enrolment.uri)
    )
