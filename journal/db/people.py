"""The people of a clinic, and its patients."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from journal.clinical.ids import ClinicId, PatientId, PersonId
from journal.clinical.people import Patient, Role, Scope
from journal.db import engine, tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account. `patient` is the patient this person is, if any."""

    id: PersonId
    clinic: ClinicId
    role: Role
    name: str
    email: str | None
    passphrase_hash: str | None
    totp_secret: str | None
    totp_step: int
    disabled: bool
    patient: PatientId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A patient as the journal sees them: who it is, and how far the journal has come.

    `account` is the person they sign in as, if they have one.
    """

    patient: Patient
    account: PersonId | None
    last_number: int
    sessions_version: int
    seen_number: int
    seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A patient by name, with the account they sign in by, if they have one."""

    name: str
    account: PersonId | None


_PERSON = """
select p.*, t.id as patient_id
from person p left join patient t on t.clinic_id = p.clinic_id and t.person_id = p.id
"""

_CARE_TEAM = """
exists (
    select from care_relation c
    where c.clinic_id = p.clinic_id and c.patient_id = p.id and c.provider_id = $2 and c.ended_at is null
) as care_team
"""

_STANDING = f"""
select p.*, {_CARE_TEAM}, (
    select max(g.until_at) from emergency_access g
    where g.clinic_id = p.clinic_id and g.patient_id = p.id and g.provider_id = $2 and g.until_at > $4
) as glass_until
from patient p where p.clinic_id = $1 and p.id = $3
"""

_IN_CARE = f"""
select * from (select p.*, {_CARE_TEAM}, null::timestamptz as glass_until from patient p where p.clinic_id = $1) as p
where care_team order by name
"""


async def by_email(email: str) -> Person | None:
    """The account with this address, of whatever clinic. Only in the transaction of a sign-in."""
    return _person(await engine.fetch(_PERSON + "where p.email = $1", email.strip().lower()))


async def person(scope: Scope, id_: PersonId) -> Person | None:
    """One person of the clinic."""
    return _person(await engine.fetch(_PERSON + "where p.clinic_id = $1 and p.id = $2", scope.clinic, id_))


async def names(scope: Scope, ids: Sequence[PersonId]) -> dict[PersonId, str]:
    """The names of people of the clinic."""
    rows = await engine.fetch(
        "select id, name from person where clinic_id = $1 and id = any($2::uuid[])", scope.clinic, list(ids)
    )
    return {PersonId(row["id"]): row["name"] for row in rows}


async def admins(scope: Scope) -> tuple[PersonId, ...]:
    """The clinic's admins who can sign in."""
    rows = await engine.fetch(
        "select id from person where clinic_id = $1 and role = 'admin' and disabled_at is null order by id",
        scope.clinic,
    )
    return tuple(PersonId(row["id"]) for row in rows)


async def use_totp_step(scope: Scope, id_: PersonId, step: int) -> bool:
    """Use up a one-time code's time step; False if it, or a later one, has been used."""
    rows = await engine.fetch(
        "update person set totp_step = $3 where clinic_id = $1 and id = $2 and totp_step < $3 returning id",
        scope.clinic,
        id_,
        step,
    )
    return bool(rows)


async def standing(scope: Scope, patient: PatientId, *, now: datetime) -> Standing | None:
    """One patient of the clinic, or None: unknown and out of sight are the same."""
    found = await engine.fetch(_STANDING, scope.clinic, scope.actor, patient, now)
    return _standing(found[0]) if found else None


async def in_care(scope: Scope) -> tuple[Standing, ...]:
    """The patients whom the scope's actor cares for, by name."""
    found = await engine.fetch(_IN_CARE, scope.clinic, scope.actor)
    return tuple(map(_standing, found))


async def of_patients(scope: Scope, ids: Sequence[PatientId]) -> dict[PatientId, Listed]:
    """Who these patients of the clinic are."""
    rows = await engine.fetch(
        "select id, name, person_id from patient where clinic_id = $1 and id = any($2::uuid[])", scope.clinic, list(ids)
    )
    return {PatientId(row["id"]): Listed(name=row["name"], account=_account(row)) for row in rows}


def _account(row: Any) -> PersonId | None:
    return PersonId(row["person_id"]) if row["person_id"] else None


async def mark_seen(scope: Scope, patient: PatientId, number: int, *, at: datetime) -> bool:
    """The care team has seen the journal up to `number`; True where that is news."""
    rows = await engine.fetch(
        """
        update patient set seen_number = $3, seen_at = $4
        where clinic_id = $1 and id = $2 and seen_number < $3 returning id
        """,
        scope.clinic,
        patient,
        number,
        at,
    )
    return bool(rows)


async def add_person(scope: Scope, person_: Person) -> None:
    """Give a person of the clinic an account."""
    await tables.Person.insert(
        tables.Person(
            clinic_id=scope.clinic,
            id=person_.id,
            role=person_.role.value,
            name=person_.name,
            email=person_.email,
            passphrase_hash=person_.passphrase_hash,
            totp_secret=person_.totp_secret,
        )
    )


async def add_patient(scope: Scope, patient: Patient, *, account: PersonId | None) -> None:
    """Take a patient into the clinic, with or without an account of their own."""
    await tables.Patient.insert(
        tables.Patient(
            clinic_id=scope.clinic,
            id=patient.id,
            person_id=account,
            name=patient.name,
            birth_date=date.fromisoformat(patient.birth_date),
            zone=patient.zone,
            conditions=list(patient.conditions),
        )
    )


async def add_care(scope: Scope, patient: PatientId, provider: PersonId, *, since: datetime) -> None:
    """Put a provider on a patient's care team."""
    await tables.CareRelation.insert(
        tables.CareRelation(clinic_id=scope.clinic, patient_id=patient, provider_id=provider, since=since)
    )


def _person(rows: Sequence[Any]) -> Person | None:
    for row in rows:
        return Person(
            id=PersonId(row["id"]),
            clinic=ClinicId(row["clinic_id"]),
            role=Role(row["role"]),
            name=row["name"],
            email=row["email"],
            passphrase_hash=row["passphrase_hash"],
            totp_secret=row["totp_secret"],
            totp_step=row["totp_step"],
            disabled=row["disabled_at"] is not None,
            patient=PatientId(row["patient_id"]) if row["patient_id"] else None,
        )
    return None


def _standing(row: Any) -> Standing:
    return Standing(
        patient=Patient(
            id=PatientId(row["id"]),
            name=row["name"],
            birth_date=row["birth_date"].isoformat(),
            zone=row["zone"],
            conditions=tuple(row["conditions"]),
            care_team=row["care_team"],
            glass_until=row["glass_until"],
        ),
        account=_account(row),
        last_number=row["last_number"],
        sessions_version=row["sessions_version"],
        seen_number=row["seen_number"],
        seen_at=row["seen_at"],
    )
