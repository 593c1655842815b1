"""Signing in and out, and who one is."""

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.exceptions import NotAuthorizedException
from litestar.params import JSONBody
from msgspec import Meta, Struct

from journal.actions import sign_in
from journal.actions.sign_in import Me
from journal.clinical.people import Role
from journal.handlers import auth
from journal.handlers.wire import Incoming
from journal.settings import Crisis


class SignInIn(Incoming, kw_only=True, frozen=True):
    # PostgreSQL has no NUL in a text.
    email: Annotated[str, Meta(max_length=320, pattern=r"^[^\x00]*$")]
    passphrase: Annotated[str, Meta(max_length=1000)]
    code: Annotated[str, Meta(max_length=16)] | None = None


class ClinicOut(Struct, kw_only=True, frozen=True):
    id: UUID
    name: str


class CrisisOut(Struct, kw_only=True, frozen=True):
    """Whom to call. The app keeps it on the phone, for when there is no signal."""

    emergency: str
    line: str
    clinic_phone: str
    clinic_hours: str


class MeOut(Struct, kw_only=True, frozen=True):
    """Who is signed in. `tier`: proven within 5 min (step_up), 15 min (read), or longer ago (log)."""

    id: UUID
    name: str
    role: Role
    clinic: ClinicOut
    patient_id: UUID | None
    tier: str
    crisis: CrisisOut


@post("/sign-in", status_code=200, opt={"who": auth.ANYONE}, summary="Sign in")
async def begin(request: Request[Any, Any, Any], data: JSONBody[SignInIn]) -> Response[MeOut]:
    """Sets the cookie. 401 says nothing about which part was wrong."""
    demo: bool = request.app.state["demo"]
    token, me = await sign_in.sign_in(data.email, data.passphrase, data.code, now=auth.now_of(request), demo=demo)
    longest = sign_in.PATIENT_IDLE if me.person.role is Role.PATIENT else sign_in.STAFF_ABSOLUTE
    return Response(_me(request, me), cookies=[auth.cookie(token, max_age=_seconds(longest))])


@delete("/sign-in", status_code=204, opt={"who": auth.SIGNED_IN}, summary="Sign out")
async def end(request: Request[Any, Any, Any]) -> Response[None]:
    """Ends this sign-in and takes the cookie back."""
    token = auth.token_of(request)
    if token is not None:
        await sign_in.sign_out(token, auth.scope_of(request), now=auth.now_of(request))
    return Response(None, cookies=[auth.cookie("", max_age=0)])


@get("/me", opt={"who": auth.SIGNED_IN}, summary="Who is signed in")
async def me(request: Request[Any, Any, Any]) -> MeOut:
    """The account behind the cookie; 401 where there is none."""
    found = await sign_in.me(auth.signed_in(request), now=auth.now_of(request))
    if found is None:
        raise NotAuthorizedException
    return _me(request, found)


def _me(request: Request[Any, Any, Any], me: Me) -> MeOut:
    crisis: Crisis = request.app.state["crisis"]
    return MeOut(
        id=me.person.id,
        name=me.person.name,
        role=me.person.role,
        clinic=ClinicOut(id=me.clinic.id, name=me.clinic.name),
        patient_id=me.person.patient,
        tier=me.tier,
        crisis=CrisisOut(
            emergency=crisis.emergency,
            line=crisis.line,
            clinic_phone=me.clinic.phone,
            clinic_hours=me.clinic.hours,
        ),
    )


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
