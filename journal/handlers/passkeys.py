"""Passkeys: the WebAuthn ceremonies, and the list of one's own."""

from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct, field

from journal.actions import passkeys
from journal.actions.ceremonies import Assertion, Attestation, RelyingParty, Started
from journal.clinical import fields
from journal.clinical.errors import Invalid, Problem
from journal.db.passkeys import Passkey
from journal.handlers import auth
from journal.handlers.callers import client_of, network_of, origin_of
from journal.handlers.sign_in import MeOut, me_out, signed_in
from journal.handlers.wire import Incoming

NAME_LIMIT = 60

Base64Url = Annotated[str, Meta(min_length=1, max_length=100_000, pattern=r"^[A-Za-z0-9_-]+$(?!\n)")]


class AttestationResponseIn(Struct, kw_only=True, frozen=True):
    """Browsers add members of their own to these; only those named are looked at."""

    client_data: Base64Url = field(name="clientDataJSON")
    attestation_object: Base64Url = field(name="attestationObject")


class AttestationIn(Struct, kw_only=True, frozen=True):
    """WebAuthn's RegistrationResponseJSON."""

    id: Base64Url
    type: Literal["public-key"]
    response: AttestationResponseIn

    def value(self) -> Attestation:
        return Attestation(
            credential_id=_bytes(self.id),
            client_data=_bytes(self.response.client_data),
            attestation_object=_bytes(self.response.attestation_object),
        )


class AssertionResponseIn(Struct, kw_only=True, frozen=True):
    client_data: Base64Url = field(name="clientDataJSON")
    authenticator_data: Base64Url = field(name="authenticatorData")
    signature: Base64Url
    # Only keys that are not discoverable leave it out, and none of those is kept here.
    user_handle: Base64Url | None = field(name="userHandle", default=None)


class AssertionIn(Struct, kw_only=True, frozen=True):
    """WebAuthn's AuthenticationResponseJSON."""

    id: Base64Url
    type: Literal["public-key"]
    response: AssertionResponseIn

    def value(self) -> Assertion:
        return Assertion(
            credential_id=_bytes(self.id),
            client_data=_bytes(self.response.client_data),
            authenticator_data=_bytes(self.response.authenticator_data),
            signature=_bytes(self.response.signature),
            user_handle=_bytes(self.response.user_handle or ""),
        )


class AssertIn(Incoming, kw_only=True, frozen=True):
    ceremony: UUID
    credential: AssertionIn


class RegisterIn(Incoming, kw_only=True, frozen=True):
    ceremony: UUID
    credential: AttestationIn
    name: str


class CeremonyOut(Struct, kw_only=True, frozen=True):
    """`options` are for `navigator.credentials`, in WebAuthn's JSON form."""

    ceremony: UUID
    options: Mapping[str, Any]


class PasskeyOut(Struct, kw_only=True, frozen=True):
    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None


class PasskeysOut(Struct, kw_only=True, frozen=True):
    """The oldest first."""

    passkeys: list[PasskeyOut]


@post("/passkeys/assertion/begin", status_code=200, opt={"who": auth.ANYONE}, summary="Begin to come in by passkey")
async def begin_assertion(request: Request[Any, Any, Any]) -> CeremonyOut:
    """A challenge, good once and for five minutes."""
    started = await passkeys.begin_assertion(
        relying_party(request), now=auth.now_of(request), network=network_of(request)
    )
    return ceremony_out(started)


@post("/passkeys/assertion", status_code=200, opt={"who": auth.ANYONE}, summary="Come in by passkey")
async def come_in(request: Request[Any, Any, Any], data: JSONBody[AssertIn]) -> Response[MeOut]:
    """Sets the cookie; where its owner is signed in already, proves that sign-in again. 401 says nothing about why."""
    token, me = await passkeys.come_in(
        data.ceremony,
        data.credential.value(),
        relying_party(request),
        found=await auth.recognised(request),
        now=auth.now_of(request),
        demo=request.app.state["demo"],
        client=client_of(request),
    )
    return Response(me_out(request, me)) if token is None else signed_in(request, token, me)


@post(
    "/passkeys/registration/begin",
    status_code=200,
    opt={"who": auth.SIGNED_IN, "tier": "step_up"},
    summary="Begin to add a passkey",
)
async def begin_registration(request: Request[Any, Any, Any]) -> CeremonyOut:
    """A challenge, good once and for five minutes, and while this sign-in lasts."""
    started = await passkeys.begin_registration(
        auth.signed_in(request), relying_party(request), now=auth.now_of(request)
    )
    return ceremony_out(started)


@post("/passkeys/registration", opt={"who": auth.SIGNED_IN, "tier": "step_up"}, summary="Add a passkey")
async def register(request: Request[Any, Any, Any], data: JSONBody[RegisterIn]) -> PasskeyOut:
    """Keep the passkey that the browser has made. 409 where it is known, or there are twenty."""
    made = await passkeys.register(
        auth.signed_in(request),
        data.ceremony,
        data.credential.value(),
        passkey_name(data.name, "/name"),
        relying_party(request),
        now=auth.now_of(request),
    )
    return _out(made)


@get("/passkeys", opt={"who": auth.SIGNED_IN}, summary="Passkeys")
async def read(request: Request[Any, Any, Any]) -> PasskeysOut:
    """One's own."""
    return PasskeysOut(passkeys=[_out(passkey) for passkey in await passkeys.read(auth.scope_of(request))])


@delete(
    "/passkeys/{passkey_id:uuid}",
    status_code=204,
    opt={"who": auth.SIGNED_IN, "tier": "step_up"},
    summary="Remove a passkey",
)
async def remove(request: Request[Any, Any, Any], passkey_id: FromPath[UUID]) -> None:
    """Take one of one's own away. 409 where it is the last way in."""
    await passkeys.remove(auth.scope_of(request), passkey_id, now=auth.now_of(request))


def relying_party(request: Request[Any, Any, Any]) -> RelyingParty:
    """For whom passkeys are made here: the host of the journal's own address.

    The demo has none: there it is `localhost`, where browsers make passkeys whatever the port.
    """
    configured: str | None = request.app.state["origin"]
    host = urlsplit(configured).hostname if configured else None
    return RelyingParty(id=host or "localhost", origin=origin_of(request))


def ceremony_out(started: Started) -> CeremonyOut:
    return CeremonyOut(ceremony=started.id, options=started.options)


def passkey_name(name: str, pointer: str) -> str:
    """What its owner calls it: one line. Raises Invalid."""
    if found := fields.line(name, pointer, limit=NAME_LIMIT):
        raise Invalid(*found)
    return name


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise Invalid(Problem(pointer="/credential", detail="has a member that is not base64url")) from None


def _out(passkey: Passkey) -> PasskeyOut:
    return PasskeyOut(
        id=passkey.id, name=passkey.name, created_at=passkey.created_at, last_used_at=passkey.last_used_at
    )
