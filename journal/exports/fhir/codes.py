"""The codes of a FHIR bundle: whose vocabulary each is of, and where there is none, one of our own.

Codes of SNOMED CT and LOINC go without the words of their vocabularies: what a person reads is in `text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from journal.clinical.sessions import Route
from journal.clinical.side_effects import EFFECTS
from journal.exports import words

if TYPE_CHECKING:
    from fhir_types import FHIR_CodeableConcept, FHIR_Quantity

HERE = "https://symptom-journal.example/fhir"
OWN = f"{HERE}/CodeSystem/journal"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
UCUM = "http://unitsofmeasure.org"
US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "depression": "370143000",
        "anxiety": "21897009",
        "bipolar": "13746004",
        "ptsd": "47505003",
        "ocd": "191736004",
        "crps": "128200000",
        "pain": "82423001",
        "fibromyalgia": "203082005",
    }
)
"""SNOMED CT, by the names that the program knows. What a clinic names otherwise goes by its words."""

ROUTES: Mapping[Route, str] = MappingProxyType({Route.IV: "47625008"})
"""SNOMED CT, as far as they have been checked; another route goes by its name."""

PAIN = "72514-3"
"""LOINC: pain severity, 0-10, reported."""


def concept(text: str, code: str | None = None, system: str = OWN) -> FHIR_CodeableConcept:
    """Words for people, and where there is one, the code for machines."""
    if code is None:
        return {"text": text}
    return {"coding": [{"system": system, "code": code}], "text": text}


def effect(code: str) -> FHIR_CodeableConcept:
    """A side effect of the journal's table."""
    known = EFFECTS.get(code)
    if known is None or known.snomed is None:
        return concept(words.effect(code), code.replace("_", "-"))
    return concept(words.effect(code), known.snomed, SNOMED)


def category(code: str) -> list[FHIR_CodeableConcept]:
    """What sort of observation it is: `survey` or `vital-signs`."""
    return [{"coding": [{"system": CATEGORY, "code": code}]}]


def quantity(value: float, unit: str, ucum: str | None = None) -> FHIR_Quantity:
    """A figure with its unit: as people write it, and in UCUM, which for most is the same."""
    return {"value": value, "unit": unit, "system": UCUM, "code": ucum or unit}


def points(value: float) -> FHIR_Quantity:
    return quantity(value, "points", "{score}")  # UCUM: an annotation without a unit


SEVERITY = concept("Severity, 0 none to 4 very severe", "severity")
INTERFERENCE = concept("Interference, 0 not at all to 4 very much", "interference")
