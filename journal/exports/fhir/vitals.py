"""Vital signs, in US Core's profiles: one Observation for each figure, blood pressure one for both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from journal.exports.fhir.codes import LOINC, US_CORE, category, concept, quantity
from journal.exports.fhir.record import Record, derived, to

if TYPE_CHECKING:
    from fhir_types import FHIR_CodeableConcept, FHIR_Observation, FHIR_Observation_Component, FHIR_Reference

_PRESSURE = concept("Blood pressure", "85354-9", LOINC)
_SYSTOLIC = concept("Systolic blood pressure", "8480-6", LOINC)
_DIASTOLIC = concept("Diastolic blood pressure", "8462-4", LOINC)
_HEART_RATE = concept("Heart rate", "8867-4", LOINC)
_SATURATION: FHIR_CodeableConcept = {
    "coding": [{"system": LOINC, "code": "59408-5"}, {"system": LOINC, "code": "2708-6"}],
    "text": "Oxygen saturation by pulse oximetry",
}
_WEIGHT = concept("Body weight", "29463-7", LOINC)
_ABSENT: FHIR_CodeableConcept = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "not-performed"}]
}


def vitals(
    record: Record, of: UUID, at: str, figures: Mapping[str, float | None], *, performer: FHIR_Reference
) -> Iterator[tuple[UUID, FHIR_Observation]]:
    """One for each figure there is: `systolic` and `diastolic` in mmHg, `heart_rate` a minute, `spo2` in percent,
    `weight` in kg.

    `of` is what they were taken in, from whose id theirs follow.
    """

    def made(name: str, profile: str, code: FHIR_CodeableConcept) -> tuple[UUID, FHIR_Observation]:
        id_ = derived(of, name)
        return id_, {
            "resourceType": "Observation",
            "id": str(id_),
            "meta": {"profile": [f"{US_CORE}{profile}"]},
            "status": "final",
            "category": category("vital-signs"),
            "code": code,
            "subject": to(record.patient.id),
            "effectiveDateTime": at,
            "performer": [performer],
        }

    pressure = figures.get("systolic"), figures.get("diastolic")
    if pressure != (None, None):
        id_, found = made("blood pressure", "blood-pressure", _PRESSURE)
        parts = zip((_SYSTOLIC, _DIASTOLIC), pressure, strict=True)
        found["component"] = [_part(code, value) for code, value in parts]
        yield id_, found
    for name, profile, code, unit, ucum in (
        ("heart_rate", "heart-rate", _HEART_RATE, "beats/minute", "/min"),
        ("spo2", "pulse-oximetry", _SATURATION, "%", "%"),
        ("weight", "body-weight", _WEIGHT, "kg", "kg"),
    ):
        if (value := figures.get(name)) is not None:
            id_, found = made(name, profile, code)
            found["valueQuantity"] = quantity(value, unit, ucum)
            yield id_, found


def _part(code: FHIR_CodeableConcept, value: float | None) -> FHIR_Observation_Component:
    if value is None:
        return {"code": code, "dataAbsentReason": _ABSENT}
    return {"code": code, "valueQuantity": quantity(value, "mmHg", "mm[Hg]")}
