"""A FHIR R4 document: a Composition that says what there is, and everything it speaks of.

US Core 6.1.0 profiles are named where they are kept. Resources are dictionaries of the shapes that `fhir_types` tells
the type checker: five years hold thousands of them, and models that check each at run time took seconds.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from journal.exports.fhir import answers, people, told, treatment
from journal.exports.fhir.codes import LOINC, US_CORE, concept
from journal.exports.fhir.record import Record, all_to, derived, local, to
from journal.exports.leaving import leaving

if TYPE_CHECKING:
    from fhir_types import (
        FHIR_Bundle,
        FHIR_CodeableConcept,
        FHIR_Composition,
        FHIR_Composition_Section,
        FHIR_DocumentReference,
        FHIR_Narrative,
        FHIR_Provenance,
        FHIR_Reference,
    )

NOTICE = "Patient-reported. Off-label treatment. Not monitored in real time."
_CONSULT_NOTE = concept("Consult note", "11488-4", LOINC)
_EMPTY = "http://terminology.hl7.org/CodeSystem/list-empty-reason"
_AUTHOR = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
_TRANSMITTER = "http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type"
_NOTE = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category"

Made = Iterable[tuple[UUID, Mapping[str, object]]]


def document(record: Record) -> bytes:
    """The bundle as JSON. The same record gives the same bytes."""
    return msgspec.json.encode(_bundle(record))


def _bundle(record: Record) -> FHIR_Bundle:
    id_ = derived(record.patient.id, f"document {record.produced_at.isoformat()} {record.start} {record.end}")
    parts = _parts(record)
    page = _page(record, derived(id_, "page"))
    composition = _composition(record, derived(id_, "composition"), parts, UUID(page["id"]))
    by_patient = [id_ for part in parts.values() for id_, each in part.items() if _said(each, to(record.patient.id))]
    resources: Iterator[Mapping[str, object]] = chain(
        (composition, people.patient(record), people.clinic(record)),
        *(part.values() for part in parts.values()),
        (page,),
        (_provenance(record, derived(id_, "provenance"), by_patient),) if by_patient else (),
    )
    return {
        "resourceType": "Bundle",
        "id": str(id_),
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{id_}"},
        "type": "document",
        "timestamp": local(record.produced_at, record.clinic.zone),
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in resources],
    }


def _parts(record: Record) -> Mapping[str, dict[UUID, Mapping[str, object]]]:
    """What each section speaks of, by id, in the order in which the bundle has it."""
    entries = tuple(leaving(record.revisions, record.start, record.end, record.consent))
    entries = tuple(sorted(entries, key=lambda entry: (entry.occurred_at, entry.id)))
    none: Made = ()
    made: dict[str, Made] = {
        "conditions": people.conditions(record),
        "taken": people.medications(record),
        "forms": answers.forms(record, entries) if record.scores else none,
        "answers": answers.answers(record, entries) if record.scores else none,
        "sessions": treatment.sessions(record),
        "daily": chain(told.check_ins(record, entries), told.events(record, entries)) if record.daily else none,
        "readings": told.readings(record, entries) if record.daily else none,
        "effects": told.side_effects(record, entries) if record.side_effects else none,
    }
    return {name: dict(part) for name, part in made.items()}


def _composition(record: Record, id_: UUID, parts: Mapping[str, Mapping[UUID, object]], page: UUID) -> FHIR_Composition:
    told_by_patient = [*parts["daily"], *parts["readings"], *parts["effects"]]
    sections = [
        _section("Assessment", "51848-0", text=record.bottom_line, entries=[page]),
        _section("Problems", "11450-4", entries=parts["conditions"], without="unavailable"),
        _section("Allergies", "48765-2", without="notasked"),
    ]
    if record.medications is not None:
        sections.append(_section("Medications as reported", "10160-0", entries=parts["taken"]))
    if record.scores:
        sections.append(_section("Results", "30954-2", entries=[*parts["forms"], *parts["answers"]]))
    if record.sessions is not None:
        sections.append(_section("Sessions", "47519-4", entries=parts["sessions"]))
    if record.daily or record.side_effects:
        sections.append(_section("What the patient told", "81338-6", entries=told_by_patient))
    if record.asks:
        sections.append(_section("What we ask of you", "18776-5", text=record.asks))
    return {
        "resourceType": "Composition",
        "id": str(id_),
        "text": _narrative([record.patient.name, record.clinic.name, NOTICE]),
        "status": "final",
        "type": _CONSULT_NOTE,
        "subject": to(record.patient.id),
        "date": local(record.produced_at, record.clinic.zone),
        "author": [{**to(record.clinic.id), "display": record.consultant}],
        "title": f"{record.clinic.name}: from {record.start} to {record.end}",
        "custodian": to(record.clinic.id),
        "section": sections,
    }


def _section(
    title: str, code: str, *, text: Iterable[str] = (), entries: Iterable[UUID] = (), without: str = "nilknown"
) -> FHIR_Composition_Section:
    """A part of the document, or in place of what it speaks of the reason `without` it."""
    lines, found = list(text), all_to(entries)
    made: FHIR_Composition_Section = {"title": title, "code": concept(title, code, LOINC)}
    if lines or not found:
        made["text"] = _narrative(lines or ["Nothing on record."])
    if found:
        made["entry"] = found
    elif not lines:
        made["emptyReason"] = {"coding": [{"system": _EMPTY, "code": without}]}
    return made


def _narrative(lines: Iterable[str]) -> FHIR_Narrative:
    inside = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inside}</div>'}


def _page(record: Record, id_: UUID) -> FHIR_DocumentReference:
    return {
        "resourceType": "DocumentReference",
        "id": str(id_),
        "meta": {"profile": [f"{US_CORE}documentreference"]},
        "status": "current",
        "type": _CONSULT_NOTE,
        "category": [{"coding": [{"system": _NOTE, "code": "clinical-note"}]}],
        "subject": to(record.patient.id),
        "date": local(record.produced_at, record.clinic.zone),
        "author": [to(record.clinic.id)],
        "content": [
            {
                "attachment": {
                    "contentType": "application/pdf",
                    "data": b64encode(record.page).decode("ascii"),
                    "title": "Summary for the physician",
                }
            }
        ],
        "context": {"period": {"start": record.start.isoformat(), "end": record.end.isoformat()}},
    }


def _provenance(record: Record, id_: UUID, targets: Iterable[UUID]) -> FHIR_Provenance:
    """The patient said it; the clinic's journal hands it on."""
    return {
        "resourceType": "Provenance",
        "id": str(id_),
        "meta": {"profile": [f"{US_CORE}provenance"]},
        "target": all_to(targets),
        "recorded": local(record.produced_at, record.clinic.zone),
        "agent": [
            {"type": _agent(_AUTHOR, "author"), "who": to(record.patient.id)},
            {"type": _agent(_TRANSMITTER, "transmitter"), "who": to(record.clinic.id)},
        ],
    }


def _said(resource: Mapping[str, object], who: FHIR_Reference) -> bool:
    """Whether it rests on their word: they answered, they measured, or they told."""
    return who in (resource.get("author"), resource.get("informationSource")) or [who] == resource.get("performer")


def _agent(system: str, code: str) -> FHIR_CodeableConcept:
    return {"coding": [{"system": system, "code": code}]}
