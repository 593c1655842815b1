"""Questionnaires: what each asks, whom, and how its total is read.

The definitions are FHIR R4 Questionnaire resources: those that ship in `instruments/`, and those a clinic has loaded.
Nothing about wording or scoring stands here; both are in the resource, the scoring in an extension of our own.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from journal.clinical import scoring
from journal.clinical.errors import NotFound
from journal.clinical.scoring import Cluster, Criterion, Method, Scale

PHQ_9, GAD_7, PCL_5, PEG = "phq-9", "gad-7", "pcl-5", "peg"
ITEM_9 = "44260-8"
"""LOINC code of PHQ-9 item 9, thoughts of being better off dead or of self-harm."""

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
SCORING = "https://symptom-journal.example/fhir/StructureDefinition/scoring"
SCHEDULE = "https://symptom-journal.example/fhir/StructureDefinition/schedule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question: `scored` ones must be answered, the others may be. `options` are ordinal values."""

    link_id: str
    scored: bool
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Who is asked, and how often. No `conditions`: everybody; no `every_days`: as the clinic's rules say."""

    conditions: tuple[str, ...] = ()
    every_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A questionnaire in one version, without its words but for its full `title` and the `name` clinicians use."""

    questionnaire: str
    version: str
    title: str
    name: str
    items: tuple[Item, ...]
    scale: Scale
    schedule: Schedule

    @property
    def least(self) -> float:
        return self._extreme([min(item.options) for item in self.items if item.scored])

    @property
    def most(self) -> float:
        return self._extreme([max(item.options) for item in self.items if item.scored])

    @property
    def most_of_clusters(self) -> tuple[tuple[str, int], ...]:
        """The most that each cluster can add up to, by its code."""
        highest = {item.link_id: max(item.options) for item in self.items}
        return tuple(scoring.clusters(self.scale, highest).items())

    def _extreme(self, answers: Sequence[int]) -> float:
        return sum(answers) if self.scale.method is Method.SUM else sum(answers) / len(answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The questionnaires of one clinic: every version that was ever answered, and which of them are `offered`.

    Keys are (questionnaire, version). `offered` has one version of each, in the order in which they are asked.
    """

    known: Mapping[tuple[str, str], Instrument]
    offered: tuple[Instrument, ...]

    def find(self, questionnaire: str, version: str) -> Instrument | None:
        return self.known.get((questionnaire, version))

    def names(self) -> frozenset[str]:
        return frozenset(questionnaire for questionnaire, _ in self.known)

    def order(self) -> tuple[str, ...]:
        """Every questionnaire once: those that ship, then the others by name."""
        return (*SHIPPED_NAMES, *sorted(self.names() - set(SHIPPED_NAMES)))

    def with_own(self, known: Iterable[Instrument], offered: Iterable[Instrument]) -> "Library":
        """This library and a clinic's own beside it."""
        own = {(each.questionnaire, each.version): each for each in known}
        return Library(known=MappingProxyType({**self.known, **own}), offered=(*self.offered, *offered))


SHIPPED_NAMES = (PHQ_9, GAD_7, PCL_5, PEG)
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}")


def can_be(name: str, version: str | None = None) -> bool:
    """Whether a questionnaire may have this name, and this version, at all."""
    return NAME.fullmatch(name) is not None and (version is None or VERSION.fullmatch(version) is not None)


def resource(questionnaire: str) -> bytes:
    """A definition that ships, as a FHIR R4 Questionnaire, in JSON. Raises NotFound."""
    if questionnaire not in SHIPPED_NAMES:
        raise NotFound
    return _read(questionnaire)


@cache
def _read(questionnaire: str) -> bytes:
    return files("journal.clinical").joinpath("instruments", f"{questionnaire}.json").read_bytes()


@cache
def instrument(questionnaire: str) -> Instrument:
    """What a definition that ships asks. Raises NotFound."""
    return read(json.loads(resource(questionnaire)))


def read(definition: Mapping[str, Any]) -> Instrument:
    """What a definition asks and how it is scored. It must be a sound one: see `questionnaire_files`."""
    scoring = _own(definition, SCORING)
    return Instrument(
        questionnaire=definition["id"],
        version=definition["version"],
        title=definition["title"],
        name=_one(scoring, "name") or definition["title"],
        items=tuple(
            Item(link_id=item["linkId"], scored=item.get("required", False), options=_ordinals(item["answerOption"]))
            for item in definition["item"]
            if item["type"] == "choice"
        ),
        scale=_scale(scoring),
        schedule=_schedule(_own(definition, SCHEDULE)),
    )


def _ordinals(options: Iterable[Mapping[str, Any]]) -> tuple[int, ...]:
    stated = [extension for option in options for extension in option["extension"]]
    return tuple(int(extension["valueDecimal"]) for extension in stated if extension["url"] == ORDINAL)


def _scale(parts: Sequence[Mapping[str, Any]]) -> Scale:
    bands = [_named(part["extension"]) for part in _all(parts, "band")]
    cut_off = [_named(part["extension"]) for part in _all(parts, "cutOff")]
    return Scale(
        method=Method(_one(parts, "method")),
        bands=tuple((each["from"], each["code"]) for each in bands),
        percent_from=_one(parts, "percentFrom"),
        partial=_criterion(parts, "partial"),
        response=_criterion(parts, "response"),
        remission_below=_one(parts, "remissionBelow"),
        remission_at_most=_one(parts, "remissionAtMost"),
        reliable=_one(parts, "reliable"),
        worse=_one(parts, "worse"),
        cut_off=next(((each["from"], each["to"]) for each in cut_off), None),
        clusters=tuple(_cluster(part["extension"]) for part in _all(parts, "cluster")),
        recall_days=_one(parts, "recallDays"),
        labels={each["code"]: each["label"] for each in bands if "label" in each},
        sources={each["of"]: each["text"] for each in (_named(part["extension"]) for part in _all(parts, "source"))},
    )


def _criterion(parts: Sequence[Mapping[str, Any]], name: str) -> Criterion | None:
    points, percent = _one(parts, f"{name}Points"), _one(parts, f"{name}Percent")
    return None if points is None and percent is None else Criterion(points=points, percent=percent)


def _cluster(parts: Sequence[Mapping[str, Any]]) -> Cluster:
    return Cluster(code=_one(parts, "code"), items=tuple(part["valueString"] for part in _all(parts, "item")))


def _schedule(parts: Sequence[Mapping[str, Any]]) -> Schedule:
    return Schedule(
        conditions=tuple(part["valueCode"] for part in _all(parts, "condition")), every_days=_one(parts, "everyDays")
    )


def _own(definition: Mapping[str, Any], url: str) -> Sequence[Mapping[str, Any]]:
    return next((each["extension"] for each in definition.get("extension", ()) if each["url"] == url), ())


def _all(parts: Iterable[Mapping[str, Any]], url: str) -> Iterator[Mapping[str, Any]]:
    return (part for part in parts if part["url"] == url)


def _one(parts: Iterable[Mapping[str, Any]], url: str) -> Any:
    """The value of the one part of this name, whatever its type; None where there is none."""
    return next((value(part) for part in _all(parts, url)), None)


def _named(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {part["url"]: value(part) for part in parts}


def value(part: Mapping[str, Any]) -> Any:
    """What an extension says: FHIR names the field by its type."""
    return next((part[key] for key in part if key.startswith("value")), None)


SHIPPED = Library(
    known=MappingProxyType({(name, instrument(name).version): instrument(name) for name in SHIPPED_NAMES}),
    offered=tuple(instrument(name) for name in SHIPPED_NAMES),
)
"""What every clinic has."""

SCALES: Mapping[str, Scale] = MappingProxyType({name: instrument(name).scale for name in SHIPPED_NAMES})
