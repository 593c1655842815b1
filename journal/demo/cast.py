"""The cast of the demo: two clinics that must never learn of each other, and their people.

All of it is made up: `.example` addresses and 555-01 telephone numbers reach nobody.
"""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from journal.clinical.ids import ClinicId, PatientId, PersonId
from journal.clinical.people import Patient, Role
from journal.demo.draws import draws, uuid7

FOUNDED = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
"""When the clinics and their people were entered: fixed, so that their ids outlive the day of the seed."""

TOTP_BYTES = 20
WORDS_IN_PASSPHRASE = 4
WORDS = (
    "amber",
    "anchor",
    "basket",
    "beacon",
    "birch",
    "bridge",
    "candle",
    "cedar",
    "copper",
    "ember",
    "fennel",
    "harbor",
    "hazel",
    "kettle",
    "lantern",
    "maple",
    "meadow",
    "orchard",
    "otter",
    "pebble",
    "raven",
    "saddle",
    "tulip",
    "willow",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """A clinic, with the telephone number and hours its patients are told on the crisis card."""

    id: ClinicId
    name: str
    zone: str
    phone: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who signs in. Staff have a TOTP secret (base32, 160 bits); a patient is a `patient`."""

    id: PersonId
    clinic: ClinicId
    name: str
    role: Role
    email: str
    passphrase: str
    totp_secret: str | None = None
    patient: PatientId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody. `patients` pairs the one in treatment with the provider whose care they are in."""

    clinics: tuple[Clinic, ...]
    people: tuple[Person, ...]
    patients: tuple[tuple[Patient, PersonId], ...]


def cast(seed: int) -> Cast:
    """The cast, the same ids, passphrases and secrets for the same seed on any day."""
    north = _clinic(seed, "North", "America/New_York", "(212) 555-0142", "Mon-Fri 8:00-18:00")
    south = _clinic(seed, "South", "America/Chicago", "(312) 555-0187", "Mon-Sat 9:00-17:00")
    dana = _staff(seed, north, "Dana", Role.PROVIDER)
    sam = _staff(seed, south, "Sam", Role.PROVIDER)
    alice = _patient(seed, north, "Alice", "1986-04-19", ("depression",))
    bob = _patient(seed, north, "Bob", "1971-11-02", ("depression", "anxiety", "pain"))
    carol = _patient(seed, south, "Carol", "1994-08-27", ("depression", "ptsd"))
    return Cast(
        clinics=(north, south),
        people=(
            dana,
            _staff(seed, north, "Nadia", Role.ADMIN),
            sam,
            _staff(seed, south, "Sofia", Role.ADMIN),
            _signs_in(seed, north, alice),
            _signs_in(seed, north, bob),
            _signs_in(seed, south, carol),
        ),
        patients=((alice, dana.id), (bob, dana.id), (carol, sam.id)),
    )


def diarist(seed: int) -> Patient:
    """Whose journal the open diary becomes: nobody signs in as them. Of the birth only the year is known.

    The name credits the authors (CC BY 4.0), for it stands wherever a chart of the diary does, on paper too.
    """
    return Patient(
        id=PatientId(_id(seed, "patient", "open diary")),
        name="Open diary: Kossakowski and others (2017), doi:10.5334/jopd.29, CC BY 4.0",
        birth_date="1955-01-01",
        zone="Europe/Amsterdam",
        conditions=("depression",),
    )


def _clinic(seed: int, name: str, zone: str, phone: str, hours: str) -> Clinic:
    return Clinic(id=ClinicId(_id(seed, "clinic", name)), name=name, zone=zone, phone=phone, hours=hours)


def _patient(seed: int, clinic: Clinic, name: str, birth_date: str, conditions: tuple[str, ...]) -> Patient:
    return Patient(
        id=PatientId(_id(seed, "patient", name)),
        name=name,
        birth_date=birth_date,
        zone=clinic.zone,
        conditions=conditions,
    )


def _staff(seed: int, clinic: Clinic, name: str, role: Role) -> Person:
    secret = draws(seed, "totp", name).randbytes(TOTP_BYTES)
    return Person(
        id=PersonId(_id(seed, "person", name)),
        clinic=clinic.id,
        name=name,
        role=role,
        email=_email(name, clinic),
        passphrase=_passphrase(seed, name),
        totp_secret=base64.b32encode(secret).decode("ascii"),
    )


def _signs_in(seed: int, clinic: Clinic, patient: Patient) -> Person:
    return Person(
        id=PersonId(_id(seed, "person", patient.name)),
        clinic=clinic.id,
        name=patient.name,
        role=Role.PATIENT,
        email=_email(patient.name, clinic),
        passphrase=_passphrase(seed, patient.name),
        patient=patient.id,
    )


def _id(seed: int, *label: str) -> UUID:
    return uuid7(FOUNDED, draws(seed, *label))


def _email(name: str, clinic: Clinic) -> str:
    return f"{name}@{clinic.name}.example".lower()


def _passphrase(seed: int, name: str) -> str:
    return "-".join(draws(seed, "passphrase", name).sample(WORDS, WORDS_IN_PASSPHRASE))
