"""Invitations: made by staff, accepted by the invited, made anew where a phone is lost."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from journal.actions import invitations, joining
from journal.actions.invitations import Made
from journal.actions.joining import Acceptance, PasskeyAnswer, TotpAnswer, Welcome
from journal.clinical.ids import PersonId
from journal.clinical.invitations import Invitee, Proof
from journal.clinical.people import Role
from journal.db.invitations import Invitation, State
from journal.exports import qr
from journal.handlers import auth
from journal.handlers.callers import client_of, network_of, origin_of
from journal.handlers.passkeys import (
    AttestationIn,
    CeremonyOut,
    ceremony_out,
    passkey_name,
    relying_party,
)
from journal.handlers.second_factors import EnrolmentOut, OneTimeCode, enrolment_out
from journal.handlers.sign_in import MeOut, signed_in
from journal.handlers.wire import Incoming

Email = Annotated[str, Meta(max_length=320, pattern=r"^[!-?A-~]+@[!-?A-~]+$(?!\n)")]
Token = Annotated[str, Meta(max_length=100)]


class InviteIn(Incoming, kw_only=True, frozen=True):
    """Birth date, zone and conditions are asked of patients only; no zone is the clinic's."""

    role: Literal["patient", "provider", "admin"]
    name: str
    email: Email | None = None
    birth_date: date | None = None
    zone: str | None = None
    conditions: tuple[str, ...] = ()

    def value(self) -> Invitee:
        return Invitee(
            role=Role(self.role),
            name=self.name.strip(),
            email=self.email and self.email.lower(),
            birth_date=self.birth_date,
            zone=self.zone,
            conditions=self.conditions,
        )


class ResetIn(Incoming, kw_only=True, frozen=True):
    """How staff made sure who it is."""

    proof: Proof


class OpenIn(Incoming, kw_only=True, frozen=True):
    token: Token
    code: OneTimeCode


class TotpAnswerIn(Incoming, kw_only=True, frozen=True):
    ceremony: UUID
    code: OneTimeCode

    def value(self) -> TotpAnswer:
        return TotpAnswer(ceremony=self.ceremony, code=self.code)


class PasskeyAnswerIn(Incoming, kw_only=True, frozen=True):
    ceremony: UUID
    credential: AttestationIn
    name: str

    def value(self) -> PasskeyAnswer:
        return PasskeyAnswer(
            ceremony=self.ceremony,
            attestation=self.credential.value(),
            name=passkey_name(self.name, "/passkey/name"),
        )


class AcceptIn(Incoming, kw_only=True, frozen=True):
    """Either a passphrase, with `totp` for staff, or a passkey."""

    token: Token
    code: OneTimeCode
    email: Email | None = None
    passphrase: Annotated[str, Meta(max_length=1000)] | None = None
    totp: TotpAnswerIn | None = None
    passkey: PasskeyAnswerIn | None = None

    def value(self) -> Acceptance:
        return Acceptance(
            email=self.email and self.email.lower(),
            passphrase=self.passphrase,
            totp=self.totp.value() if self.totp else None,
            passkey=self.passkey.value() if self.passkey else None,
        )


class InvitedOut(Struct, kw_only=True, frozen=True):
    """The link and its QR code are for paper or a screen, the code to be told in person. None is shown again."""

    id: UUID
    person_id: UUID
    patient_id: UUID | None
    link: str
    code: str
    expires_at: datetime
    qr: tuple[str, ...]


class InvitationOut(Struct, kw_only=True, frozen=True):
    id: UUID
    name: str
    role: Role
    made_at: datetime
    expires_at: datetime
    state: State


class InvitationsOut(Struct, kw_only=True, frozen=True):
    """The newest first."""

    invitations: list[InvitationOut]


class ClinicNameOut(Struct, kw_only=True, frozen=True):
    name: str


class WelcomeOut(Struct, kw_only=True, frozen=True):
    """Whom the invitation is for, and what to answer with. `totp` goes with a passphrase, for staff."""

    name: str
    role: Role
    clinic: ClinicNameOut
    passkey: CeremonyOut
    totp: EnrolmentOut | None


@post("/invitations", opt={"who": auth.STAFF, "tier": "step_up"}, summary="Invite somebody")
async def make(request: Request[Any, Any, Any], data: JSONBody[InviteIn]) -> InvitedOut:
    """An account and the way to it. 403 where a provider invites anyone but a patient."""
    made = await invitations.make(auth.scope_of(request), data.value(), now=auth.now_of(request))
    return _invited(request, made)


@get("/invitations", opt={"who": auth.STAFF}, summary="Invitations")
async def read(request: Request[Any, Any, Any]) -> InvitationsOut:
    """An admin sees the clinic's, a provider their own."""
    found = await invitations.read(auth.scope_of(request), now=auth.now_of(request))
    return InvitationsOut(invitations=[_out(invitation) for invitation in found])


@delete("/invitations/{invitation_id:uuid}", status_code=204, opt={"who": auth.STAFF}, summary="Withdraw an invitation")
async def withdraw(request: Request[Any, Any, Any], invitation_id: FromPath[UUID]) -> None:
    """It opens nothing any more. 404 where it did not anyway."""
    await invitations.withdraw(auth.scope_of(request), invitation_id, now=auth.now_of(request))


@post("/invitations/begin", status_code=200, opt={"who": auth.ANYONE}, summary="Open an invitation")
async def begin(request: Request[Any, Any, Any], data: JSONBody[OpenIn]) -> WelcomeOut:
    """Uses nothing up. 404, always the same, where the code is wrong or the invitation opens nothing."""
    welcome = await joining.open_(
        data.token, data.code, relying_party(request), now=auth.now_of(request), network=network_of(request)
    )
    return _welcome(welcome)


@post("/invitations/accept", status_code=200, opt={"who": auth.ANYONE}, summary="Accept an invitation")
async def accept(request: Request[Any, Any, Any], data: JSONBody[AcceptIn]) -> Response[MeOut]:
    """Sets the cookie. Of several at once one succeeds; 422 leaves the invitation open."""
    token, me = await joining.accept(
        data.token,
        data.code,
        data.value(),
        relying_party(request),
        now=auth.now_of(request),
        demo=request.app.state["demo"],
        network=network_of(request),
        client=client_of(request),
    )
    return signed_in(request, token, me)


@post("/people/{person_id:uuid}/reset", opt={"who": auth.STAFF, "tier": "step_up"}, summary="Let somebody in anew")
async def reset(request: Request[Any, Any, Any], person_id: FromPath[UUID], data: JSONBody[ResetIn]) -> InvitedOut:
    """For a lost phone: every way in is taken, every sign-in ends, the journal stays; a new invitation."""
    made = await invitations.reset(auth.scope_of(request), PersonId(person_id), data.proof, now=auth.now_of(request))
    return _invited(request, made)


def _invited(request: Request[Any, Any, Any], made: Made) -> InvitedOut:
    link = f"{origin_of(request)}/join#{made.token}"
    return InvitedOut(
        id=made.id,
        person_id=made.person,
        patient_id=made.patient,
        link=link,
        code=made.code,
        expires_at=made.expires_at,
        qr=qr.rows(link),
    )


def _out(invitation: Invitation) -> InvitationOut:
    return InvitationOut(
        id=invitation.id,
        name=invitation.name,
        role=invitation.role,
        made_at=invitation.made_at,
        expires_at=invitation.expires_at,
        state=invitation.state,
    )


def _welcome(welcome: Welcome) -> WelcomeOut:
    return WelcomeOut(
        name=welcome.person.name,
        role=welcome.person.role,
        clinic=ClinicNameOut(name=welcome.clinic.name),
        passkey=ceremony_out(welcome.passkey),
        totp=enrolment_out(welcome.totp) if welcome.totp else None,
    )
