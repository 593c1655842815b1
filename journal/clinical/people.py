"""Who acts, for which clinic, and what each may do."""

from dataclasses import dataclass
from datetime import datetime
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
    """A person in treatment.

    `care_team` says whether whoever asked is one of their providers, `glass_until` until when they may read because
    they have broken the glass, if they have.
    """

    id: PatientId
    name: str
    birth_date: str
    zone: str
    conditions: tuple[str, ...]
    care_team: bool = False
    glass_until: datetime | None = None


def may_record(scope: Scope, patient: PatientId) -> bool:
    """A patient writes in their own journal; nobody writes in another's but the program itself."""
    return _own(scope, patient) or scope.role is None


def may_read(scope: Scope, patient: Patient) -> bool:
    """A patient reads their own journal; a provider those they have a care relation with, or broke the glass for."""
    if _own(scope, patient.id) or scope.role is None:
        return True
    return scope.role is Role.PROVIDER and (patient.care_team or patient.glass_until is not None)


def may_hand_out(scope: Scope, patient: Patient) -> bool:
    """What leaves the journal, and who may add to it for a day: the patient decides for themselves, or the care team.

    Breaking the glass opens a journal for reading, not for handing it on.
    """
    return _own(scope, patient.id) or may_treat(scope, patient)


def may_treat(scope: Scope, patient: Patient) -> bool:
    """Sessions, alerts and letters belong to the patient's care team."""
    return scope.role is None or (scope.role is Role.PROVIDER and patient.care_team)


def _own(scope: Scope, patient: PatientId) -> bool:
    return scope.role is Role.PATIENT and scope.patient == patient
