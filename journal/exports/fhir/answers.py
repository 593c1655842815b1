"""Questionnaires as they were answered, and the score of each: the answers are what holds, the score follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from journal.clinical.definitions import ITEM_9, ORDINAL, SCORING
from journal.clinical.entries import Entry, QuestionnaireResponse
from journal.clinical.questionnaires import score
from journal.exports.fhir.codes import HERE, LOINC, US_CORE, category, concept, points
from journal.exports.fhir.record import Named, Record, derived, instant_of, to

if TYPE_CHECKING:
    from fhir_types import (
        FHIR_CodeableConcept,
        FHIR_Observation,
        FHIR_QuestionnaireResponse,
        FHIR_QuestionnaireResponse_Item,
    )

Form = Mapping[str, Any]


def answers(record: Record, entries: tuple[Entry, ...]) -> Iterator[Named]:
    """Each response, followed by its score where this program can tell it, and of the PHQ-9 item 9."""
    for entry in entries:
        said = entry.content
        if not isinstance(said, QuestionnaireResponse):
            continue
        form = record.forms.get((said.questionnaire, said.version), {})
        yield entry.id, _response(record, entry, said, form)
        if record.library.find(said.questionnaire, said.version) is not None:
            yield from _scores(record, entry, said, form)


def forms(record: Record, entries: tuple[Entry, ...]) -> Iterator[Named]:
    """The definitions of what was answered, each once."""
    said = [entry.content for entry in entries if isinstance(entry.content, QuestionnaireResponse)]
    asked = {(each.questionnaire, each.version) for each in said}
    for name, version in sorted(asked & record.forms.keys()):
        id_ = derived(record.patient.id, _canonical(name, version))
        yield id_, {**record.forms[name, version], "id": str(id_), "url": f"{HERE}/Questionnaire/{name}"}


def _response(record: Record, entry: Entry, said: QuestionnaireResponse, form: Form) -> FHIR_QuestionnaireResponse:
    items = [item for item in form.get("item", ()) if item["linkId"] in said.answers]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": str(entry.id),
        "meta": {"profile": [f"{US_CORE}questionnaireresponse"]},
        "questionnaire": _canonical(said.questionnaire, said.version),
        "status": "completed",
        "subject": to(record.patient.id),
        "authored": instant_of(entry),
        "author": to(record.patient.id),
        "item": [_answer(item, said.answers[item["linkId"]]) for item in items],
    }


def _answer(item: Form, value: int) -> FHIR_QuestionnaireResponse_Item:
    chosen: Form = next((option["valueCoding"] for option in item["answerOption"] if _ordinal(option) == value), {})
    coding = {name: text for name, text in chosen.items() if not name.startswith("_")}
    ordinal = {"url": ORDINAL, "valueDecimal": value}
    return {
        "linkId": item["linkId"],
        "text": item["text"],
        "answer": [{"valueCoding": {"extension": [ordinal], **coding}}],
    }


def _ordinal(option: Form) -> int:
    return next(int(each["valueDecimal"]) for each in option["extension"] if each["url"] == ORDINAL)


def _scores(record: Record, entry: Entry, said: QuestionnaireResponse, form: Form) -> Iterator[Named]:
    found = score(said.questionnaire, said.version, said.answers, record.library)
    total = _observed(record, entry, derived(entry.id, "score"), _of_total(form))
    total["valueQuantity"], total["performer"] = points(found.total), [to(record.clinic.id)]
    if found.band:
        total["interpretation"] = [concept(found.band.replace("_", " "))]
    if found.item9 is not None:
        id_ = derived(entry.id, "item 9")
        code = concept("Thoughts of being better off dead, or of hurting oneself", ITEM_9, LOINC)
        total["hasMember"] = [to(id_)]
        item9 = _observed(record, entry, id_, code)
        item9["valueQuantity"] = points(found.item9)
        yield id_, item9
    yield derived(entry.id, "score"), total


def _of_total(form: Form) -> FHIR_CodeableConcept:
    """The code of the total, as the definition's scoring tells it."""
    parts = next((each["extension"] for each in form.get("extension", ()) if each["url"] == SCORING), ())
    coding = next((part["valueCoding"] for part in parts if part["url"] == "code"), None)
    text = f"{form.get('title', 'Questionnaire')}: total score"
    return concept(text) if coding is None else {"coding": [coding], "text": text}


def _observed(record: Record, entry: Entry, id_: UUID, code: FHIR_CodeableConcept) -> FHIR_Observation:
    return {
        "resourceType": "Observation",
        "id": str(id_),
        "meta": {"profile": [f"{US_CORE}observation-screening-assessment"]},
        "status": "final",
        "category": category("survey"),
        "code": code,
        "subject": to(record.patient.id),
        "effectiveDateTime": instant_of(entry),
        "performer": [to(record.patient.id)],
        "derivedFrom": [to(entry.id)],
    }


def _canonical(name: str, version: str) -> str:
    return f"{HERE}/Questionnaire/{name}|{version}"
