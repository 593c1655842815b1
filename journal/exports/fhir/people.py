"""Who a bundle is about and who made it: patient, clinic, what the clinic treats, and what is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from journal.clinical.entries import Entry, MedicationStatement, Taking
from journal.exports.fhir.codes import ABSENT, CONDITIONS, HERE, SNOMED, US_CORE, concept
from journal.exports.fhir.record import Record, derived, instant_of, to

if TYPE_CHECKING:
    from fhir_types import (
        FHIR_CodeableConcept,
        FHIR_Condition,
        FHIR_MedicationStatement,
        FHIR_Organization,
        FHIR_Patient,
    )

_CONDITION = "http://terminology.hl7.org/CodeSystem/condition-"


def patient(record: Record) -> FHIR_Patient:
    """The journal holds a name as one piece of text, and no gender: neither is made up."""
    who = record.patient
    found: FHIR_Patient = {
        "resourceType": "Patient",
        "id": str(who.id),
        "meta": {"profile": [f"{US_CORE}patient"]},
        "identifier": [{"system": f"{HERE}/patient", "value": str(who.id)}],
        "name": [{"extension": [{"url": ABSENT, "valueCode": "unsupported"}], "text": who.name}],
        "gender": "unknown",
        "managingOrganization": to(record.clinic.id),
    }
    if _is_date(who.birth_date):
        found["birthDate"] = who.birth_date
    return found


def clinic(record: Record) -> FHIR_Organization:
    found: FHIR_Organization = {
        "resourceType": "Organization",
        "id": str(record.clinic.id),
        "meta": {"profile": [f"{US_CORE}organization"]},
        "active": True,
        "name": record.clinic.name,
    }
    if record.clinic.phone:
        found["telecom"] = [{"system": "phone", "value": record.clinic.phone, "use": "work"}]
    return found


def conditions(record: Record) -> Iterator[tuple[UUID, FHIR_Condition]]:
    """What the clinic treats the patient for."""
    for name in record.patient.conditions:
        id_ = derived(record.patient.id, f"condition {name}")
        made: FHIR_Condition = {
            "resourceType": "Condition",
            "id": str(id_),
            "meta": {"profile": [f"{US_CORE}condition-problems-health-concerns"]},
            "clinicalStatus": _of(f"{_CONDITION}clinical", "active"),
            "verificationStatus": _of(f"{_CONDITION}ver-status", "confirmed"),
            "category": [_of(f"{_CONDITION}category", "problem-list-item")],
            "code": concept(name.replace("_", " "), CONDITIONS.get(name), SNOMED),
            "subject": to(record.patient.id),
        }
        yield id_, made


def medications(record: Record) -> Iterator[tuple[UUID, FHIR_MedicationStatement]]:
    """The last statement about each medicine, as its taker wrote it."""
    for entry in record.medications or ():
        if isinstance(entry.content, MedicationStatement):
            yield entry.id, _medication(record, entry, entry.content)


def _medication(record: Record, entry: Entry, said: MedicationStatement) -> FHIR_MedicationStatement:
    made: FHIR_MedicationStatement = {
        "resourceType": "MedicationStatement",
        "id": str(entry.id),
        "status": "active" if said.status is Taking.TAKING else "stopped",
        "medicationCodeableConcept": concept(said.name or "one whose name cannot be read"),
        "subject": to(record.patient.id),
        "dateAsserted": instant_of(entry),
        "informationSource": to(record.patient.id),
    }
    if said.dose_text:
        made["dosage"] = [{"text": said.dose_text}]
    return made


def _of(system: str, code: str) -> FHIR_CodeableConcept:
    return {"coding": [{"system": system, "code": code}]}


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
