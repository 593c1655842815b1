"""The people of a clinic, for its admin."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from journal.actions import members
from journal.actions.members import Change
from journal.clinical.ids import PersonId
from journal.clinical.people import Role
from journal.db.members import Member, State
from journal.handlers import auth
from journal.handlers.wire import Incoming


class NamedOut(Struct, kw_only=True, frozen=True):
    id: UUID
    name: str


class PersonOut(Struct, kw_only=True, frozen=True):
    """`patient_id` and `care_team` are a patient's."""

    id: UUID
    name: str
    role: Role
    email: str | None
    state: State
    patient_id: UUID | None
    care_team: list[NamedOut]


class PeopleOut(Struct, kw_only=True, frozen=True):
    """By name."""

    people: list[PersonOut]


class ChangeIn(Incoming, kw_only=True, frozen=True):
    """What is left out stays as it is."""

    name: Annotated[str, Meta(max_length=1000)] | None = None
    email: Annotated[str, Meta(max_length=1000)] | None = None
    disabled: bool | None = None


@get("/people", opt={"who": auth.ADMIN}, summary="People of the clinic")
async def read(request: Request[Any, Any, Any]) -> PeopleOut:
    """Everybody, with how their account stands."""
    found = await members.read(auth.scope_of(request), now=auth.now_of(request))
    return PeopleOut(people=[_person(member) for member in found])


@put(
    "/people/{person_id:uuid}",
    status_code=204,
    opt={"who": auth.ADMIN, "tier": "step_up"},
    summary="Change a person",
)
async def change(request: Request[Any, Any, Any], person_id: FromPath[UUID], data: JSONBody[ChangeIn]) -> None:
    """Name, e-mail, and whether they may come in. Nobody disables themselves, or the last admin."""
    asked = Change(name=data.name, email=data.email, disabled=data.disabled)
    await members.change(auth.scope_of(request), PersonId(person_id), asked, now=auth.now_of(request))


def _person(member: Member) -> PersonOut:
    return PersonOut(
        id=member.id,
        name=member.name,
        role=member.role,
        email=member.email,
        state=member.state,
        patient_id=member.patient,
        care_team=[NamedOut(id=provider.id, name=provider.name) for provider in member.care_team],
    )
