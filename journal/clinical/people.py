"""Who acts, for which clinic, and what each may do."""

from dataclasses import dataclass
from enum import StrEnum

from journal.clinical.ids import ClinicId, PatientId, PersonId


class Role(StrEnum):
    PATIENT = "patient"
    PROVIDER = "provider"
    ADMIN = "admin"
    COMPANION = "companion"
    """Who brings a patient home, for a day: may report what they see, and read nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """On whose behalf a query runs. Every query takes one, first.

    `patient` is the patient this person *is*, if any: the database then shows that patient's rows
    only. `actor` is None for the program itself (an import, the demo's seed).
    """

    clinic: ClinicId
    role: Role | None
    actor: PersonId | None = None
    patient: PatientId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A person in treatment. `care_team` says whether whoever asked is one of their providers."""

    id: PatientId
    name: str
    birth_date: str
    zone: str
    conditions: tuple[str, ...]
    care_team: bool = False


def may_record(scope: Scope, patient: PatientId) -> bool:
    """A patient writes in their own journal; nobody writes in another's but the program itself."""
    return scope.patient == patient or scope.role is None


def may_read(scope: Scope, patient: Patient) -> bool:
    """A patient reads their own journal; a provider reads those they have a care relation with."""
    return scope.patient == patient.id or scope.role is None or (scope.role is Role.PROVIDER and patient.care_team)


def may_treat(scope: Scope, patient: Patient) -> bool:
    """Sessions, alerts and letters belong to the patient's care team."""
    return scope.role is None or (scope.role is Role.PROVIDER and patient.care_team)
