"""Signing in and out, and who one is."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.params import JSONBody
from msgspec import Meta, Struct

from journal.actions import sign_in
from journal.actions.sign_in import Me
from journal.actions.tiers import Tier
from journal.clinical.people import Role
from journal.handlers import auth
from journal.handlers.callers import client_of, network_of
from journal.handlers.clinics import CrisisOut, crisis_out
from journal.handlers.wire import Incoming


class SignInIn(Incoming, kw_only=True, frozen=True):
    # PostgreSQL has no NUL in a text.
    email: Annotated[str, Meta(max_length=320, pattern=r"^[^\x00]*$")]
    passphrase: Annotated[str, Meta(max_length=1000)]
    # Six digits; a recovery code is longer.
    code: Annotated[str, Meta(max_length=64)] | None = None


class VerifyIn(Incoming, kw_only=True, frozen=True):
    passphrase: Annotated[str, Meta(max_length=1000)]
    code: Annotated[str, Meta(max_length=64)] | None = None


class ClinicOut(Struct, kw_only=True, frozen=True):
    id: UUID
    name: str


class WaysOut(Struct, kw_only=True, frozen=True):
    """What the account has to come in with."""

    passphrase: bool
    totp: bool
    recovery_code: bool
    passkeys: int


class MeOut(Struct, kw_only=True, frozen=True):
    """Who is signed in. `tier`: proven within 5 min (step_up), 15 min (read; staff always), or longer ago (log)."""

    id: UUID
    name: str
    email: str | None
    role: Role
    clinic: ClinicOut
    patient_id: UUID | None
    tier: Tier
    verified_at: datetime
    ways: WaysOut
    unread_notices: int
    crisis: CrisisOut


@post("/sign-in", status_code=200, opt={"who": auth.ANYONE}, summary="Sign in")
async def begin(request: Request[Any, Any, Any], data: JSONBody[SignInIn]) -> Response[MeOut]:
    """Sets the cookie. 401 says nothing about which part was wrong."""
    token, found = await sign_in.sign_in(
        data.email,
        data.passphrase,
        data.code,
        now=auth.now_of(request),
        demo=request.app.state["demo"],
        network=network_of(request),
        client=client_of(request),
    )
    return signed_in(request, token, found)


@post("/sign-in/verify", status_code=200, opt={"who": auth.SIGNED_IN, "tier": "log"}, summary="Prove it again")
async def verify(request: Request[Any, Any, Any], data: JSONBody[VerifyIn]) -> MeOut:
    """Lifts this sign-in to `step_up`. 422 where the passphrase or the code is wrong: the sign-in stays as it is."""
    found = await sign_in.verify(
        auth.signed_in(request), data.passphrase, data.code, now=auth.now_of(request), network=network_of(request)
    )
    return me_out(request, found)


@delete("/sign-in", status_code=204, opt={"who": auth.SIGNED_IN, "tier": "log"}, summary="Sign out")
async def end(request: Request[Any, Any, Any]) -> Response[None]:
    """Ends this sign-in and takes the cookie back."""
    token = auth.token_of(request)
    if token is not None:
        await sign_in.sign_out(token, auth.scope_of(request), now=auth.now_of(request))
    return Response(None, cookies=[auth.cookie("", max_age=0)])


@get("/me", opt={"who": auth.SIGNED_IN, "tier": "log"}, summary="Who is signed in")
async def me(request: Request[Any, Any, Any]) -> MeOut:
    """The account behind the cookie; 401 where there is none."""
    return me_out(request, await sign_in.me(auth.signed_in(request), now=auth.now_of(request)))


def signed_in(request: Request[Any, Any, Any], token: str, me: Me) -> Response[MeOut]:
    """The answer to whoever has just come in, by whatever way: who they are, and their cookie."""
    longest = sign_in.PATIENT_IDLE if me.person.role is Role.PATIENT else sign_in.STAFF_ABSOLUTE
    return Response(me_out(request, me), status_code=200, cookies=[auth.cookie(token, max_age=_seconds(longest))])


def me_out(request: Request[Any, Any, Any], me: Me) -> MeOut:
    """The account as its owner sees it."""
    return MeOut(
        id=me.person.id,
        name=me.person.name,
        email=me.person.email,
        role=me.person.role,
        clinic=ClinicOut(id=me.clinic.id, name=me.clinic.name),
        patient_id=me.person.patient,
        tier=me.tier,
        verified_at=me.verified_at,
        ways=WaysOut(
            passphrase=me.ways.passphrase,
            totp=me.ways.totp,
            recovery_code=me.ways.recovery_code,
            passkeys=me.ways.passkeys,
        ),
        unread_notices=me.unread_notices,
        crisis=crisis_out(request, me.clinic),
    )


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
