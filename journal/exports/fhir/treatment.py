"""Sessions as the staff recorded them: a Procedure, what was given in it, and what was measured and seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journal.clinical.sessions import RXNORM as DRUGS
from journal.clinical.sessions import Session
from journal.exports import words
from journal.exports.fhir.codes import (
    ROUTES,
    RXNORM,
    SEVERITY,
    SNOMED,
    US_CORE,
    category,
    concept,
    effect,
    points,
    quantity,
)
from journal.exports.fhir.record import Named, Record, derived, local, period, to
from journal.exports.fhir.vitals import vitals

if TYPE_CHECKING:
    from fhir_types import FHIR_MedicationAdministration, FHIR_Observation, FHIR_Procedure


def sessions(record: Record) -> Iterator[Named]:
    """Those that leave, each followed by what belongs to it."""
    for session in record.held:
        yield session.id, _procedure(record, session)
        yield derived(session.id, "administration"), _administration(record, session)
        weight = {"weight": session.weight_kg}
        start = local(session.started_at, session.zone)
        for id_, found in vitals(record, session.id, start, weight, performer=to(record.clinic.id)):
            yield id_, found
        for number, reading in enumerate(session.vitals):
            figures = {name: getattr(reading, name) for name in ("systolic", "diastolic", "heart_rate", "spo2")}
            of, at = derived(session.id, f"reading {number}"), local(reading.at, session.zone)
            for id_, found in vitals(record, of, at, figures, performer=to(record.clinic.id)):
                found["partOf"] = [to(session.id)]
                yield id_, found
        yield from _seen(record, session)


def _procedure(record: Record, session: Session) -> FHIR_Procedure:
    return {
        "resourceType": "Procedure",
        "id": str(session.id),
        "meta": {"profile": [f"{US_CORE}procedure"]},
        "status": "completed",
        "code": concept(f"{session.drug.value.capitalize()} treatment session", "treatment-session"),
        "subject": to(record.patient.id),
        "performedPeriod": period(session.started_at, session.ended_at, session.zone),
        "performer": [{"actor": to(record.clinic.id)}],
    }


def _administration(record: Record, session: Session) -> FHIR_MedicationAdministration:
    per_kg = "" if session.mg_per_kg is None else f" ({session.mg_per_kg:.2g} mg/kg)"
    return {
        "resourceType": "MedicationAdministration",
        "id": str(derived(session.id, "administration")),
        "status": "completed",
        "medicationCodeableConcept": concept(session.drug.value, DRUGS.get(session.drug), RXNORM),
        "subject": to(record.patient.id),
        "effectivePeriod": period(session.started_at, session.ended_at, session.zone),
        "performer": [{"actor": {"display": record.clinic.name}}],
        "dosage": {
            "text": f"{session.dose_mg:g} mg{per_kg}, {words.route(session.route.value)}",
            "route": concept(words.route(session.route.value), ROUTES.get(session.route), SNOMED),
            "dose": quantity(session.dose_mg, "mg"),
        },
    }


def _seen(record: Record, session: Session) -> Iterator[Named]:
    """Effects that the staff saw, beside what the patient reports."""
    for number, seen in enumerate(session.effects):
        id_ = derived(session.id, f"effect {number}")
        found: FHIR_Observation = {
            "resourceType": "Observation",
            "id": str(id_),
            "meta": {"profile": [f"{US_CORE}simple-observation"]},
            "status": "final",
            "category": category("survey"),
            "code": effect(seen.effect),
            "subject": to(record.patient.id),
            "effectivePeriod": period(seen.started_at, seen.ended_at, session.zone),
            "performer": [to(record.clinic.id)],
            "partOf": [to(session.id)],
            "component": [{"code": SEVERITY, "valueQuantity": points(seen.severity)}],
        }
        yield id_, found
