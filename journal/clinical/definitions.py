"""The questionnaires that ship: what each asks, and how its total is read.

The definitions are FHIR R4 Questionnaire resources in `instruments/`; nothing about wording stands
here.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from journal.clinical.errors import NotFound

PHQ_9, GAD_7 = "phq-9", "gad-7"
ITEM_9 = "44260-8"
"""LOINC code of PHQ-9 item 9, thoughts of being better off dead or of self-harm."""

_ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How a total is read. Higher is worse.

    `bands` are the least totals of each band, ascending. Percent change has a meaning only from
    `percent_from` at baseline. `remission_below`, `reliable` (change beyond the noise of
    measurement) and `worse` are in points.
    """

    bands: tuple[tuple[int, str], ...]
    percent_from: int
    remission_below: int
    reliable: int
    worse: int


SCALES: Mapping[str, Scale] = {
    # Bands: Kroenke, Spitzer, Williams 2001. Remission: 10.1176/appi.ps.201900295. Reliable: NHS IAPT.
    PHQ_9: Scale(
        bands=((0, "minimal"), (5, "mild"), (10, "moderate"), (15, "moderately_severe"), (20, "severe")),
        percent_from=10,
        remission_below=5,
        reliable=6,
        worse=5,
    ),
    # Bands: Spitzer, Kroenke, Williams, Löwe 2006. Reliable: NHS IAPT.
    GAD_7: Scale(
        bands=((0, "minimal"), (5, "mild"), (10, "moderate"), (15, "severe")),
        percent_from=10,
        remission_below=5,
        reliable=4,
        worse=4,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question: `scored` ones must be answered, the others may be. `options` are ordinal values."""

    link_id: str
    scored: bool
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    questionnaire: str
    version: str
    items: tuple[Item, ...]


def resource(questionnaire: str) -> bytes:
    """The definition as a FHIR R4 Questionnaire, in JSON. Raises NotFound."""
    if questionnaire not in SCALES:
        raise NotFound
    return _read(questionnaire)


@cache
def _read(questionnaire: str) -> bytes:
    return files("journal.clinical").joinpath("instruments", f"{questionnaire}.json").read_bytes()


@cache
def instrument(questionnaire: str) -> Instrument:
    """What the definition asks, without its words. Raises NotFound."""
    definition = json.loads(resource(questionnaire))
    questions = [item for item in definition["item"] if item["type"] == "choice"]
    return Instrument(
        questionnaire=questionnaire,
        version=definition["version"],
        items=tuple(
            Item(link_id=item["linkId"], scored=item["required"], options=_ordinals(item["answerOption"]))
            for item in questions
        ),
    )


def _ordinals(options: Iterable[Mapping[str, Sequence[Mapping[str, object]]]]) -> tuple[int, ...]:
    stated = [extension for option in options for extension in option["extension"]]
    return tuple(int(str(extension["valueDecimal"])) for extension in stated if extension["url"] == _ORDINAL)
