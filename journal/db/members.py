"""The people of a clinic as its admin manages them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import asyncpg

from journal.clinical.ids import PatientId, PersonId
from journal.clinical.people import Role, Scope
from journal.db import engine
from journal.db.credentials import AddressTaken


class State(StrEnum):
    ACTIVE = "active"
    INVITED = "invited"
    """Has nothing to come in with yet."""
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person of the clinic."""

    id: PersonId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the clinic. `patient` is the patient they are, if any, `care_team` that patient's providers."""

    id: PersonId
    name: str
    role: Role
    email: str | None
    state: State
    patient: PatientId | None
    care_team: tuple[Named, ...]


_ALL = """
select p.id, p.name, p.role, p.email, t.id as patient_id,
       case when p.disabled_at is not null then 'disabled'
            when p.passphrase_hash is null and not exists (
                select from passkey k where k.clinic_id = p.clinic_id and k.person_id = p.id
            ) then 'invited'
            else 'active' end as state,
       c.ids as team_ids, c.names as team_names
from person p
left join patient t on t.clinic_id = p.clinic_id and t.person_id = p.id
left join lateral (
    select array_agg(d.id order by d.name, d.id) as ids, array_agg(d.name order by d.name, d.id) as names
    from care_relation r join person d on d.clinic_id = r.clinic_id and d.id = r.provider_id
    where r.clinic_id = t.clinic_id and r.patient_id = t.id and r.ended_at is null
) c on true
where p.clinic_id = $1 order by p.name, p.id
"""


async def of(scope: Scope) -> tuple[Member, ...]:
    """Everybody of the clinic, by name."""
    return tuple(map(_member, await engine.fetch(_ALL, scope.clinic)))


async def hold_admins(scope: Scope) -> frozenset[PersonId]:
    """The clinic's admins who can sign in, held until the transaction ends: two cannot disable each other."""
    rows = await engine.fetch(
        """
        select id from person where clinic_id = $1 and role = 'admin' and disabled_at is null order by id
        for no key update
        """,
        scope.clinic,
    )
    return frozenset(PersonId(row["id"]) for row in rows)


async def rename(scope: Scope, id_: PersonId, name: str) -> None:
    """Call a person, and the patient they are, by another name."""
    await engine.fetch("update person set name = $3 where clinic_id = $1 and id = $2", scope.clinic, id_, name)
    await engine.fetch("update patient set name = $3 where clinic_id = $1 and person_id = $2", scope.clinic, id_, name)


async def set_email(scope: Scope, id_: PersonId, email: str) -> None:
    """From now on, a person signs in with this address. Raises AddressTaken."""
    try:
        await engine.fetch("update person set email = $3 where clinic_id = $1 and id = $2", scope.clinic, id_, email)
    except asyncpg.UniqueViolationError as error:
        raise AddressTaken from error


async def disable(scope: Scope, id_: PersonId, *, at: datetime | None) -> None:
    """Keep a person out from `at`, which ends their sign-ins; None lets them in again."""
    await engine.fetch("update person set disabled_at = $3 where clinic_id = $1 and id = $2", scope.clinic, id_, at)


def _member(row: Any) -> Member:
    team: Sequence[tuple[Any, str]] = list(zip(row["team_ids"] or (), row["team_names"] or (), strict=True))
    return Member(
        id=PersonId(row["id"]),
        name=row["name"],
        role=Role(row["role"]),
        email=row["email"],
        state=State(row["state"]),
        patient=PatientId(row["patient_id"]) if row["patient_id"] else None,
        care_team=tuple(Named(id=PersonId(id_), name=name) for id_, name in team),
    )
