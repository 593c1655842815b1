"""A questionnaire that a clinic loads from a file: what it would be, or every reason why it is refused.

The file is a stranger's. What this program does not understand it refuses, by JSON pointer, rather than ask or score
something else than the form's publisher meant. No detail repeats what the file says.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journal.clinical import definitions, fields
from journal.clinical.conditions import ASKS
from journal.clinical.definitions import ITEM_9, ORDINAL, SCHEDULE, SCORING, SHIPPED_NAMES, Instrument, read, value
from journal.clinical.errors import Problem
from journal.clinical.questionnaire_scoring import scoring_problems

SIZE_LIMIT = 256 * 1024
"""Bytes: twenty times a long form with two languages (rule)."""
DEPTH_LIMIT = 24
MOST_ITEMS, FEWEST_OPTIONS, MOST_OPTIONS, HIGHEST_ANSWER = 100, 2, 21, 100
TITLE_LIMIT, TEXT_LIMIT, COPYRIGHT_LIMIT = 120, 1_000, 8_000
MOST_DAYS = 366

_LINK_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,63}")
_ITEM_KEYS = frozenset(
    {"id", "linkId", "definition", "code", "prefix", "_prefix", "text", "_text", "type", "required", "answerOption"}
)
_OPTION_KEYS = frozenset({"id", "extension", "valueCoding"})
_NOT_UNDERSTOOD = "is nothing this program understands, and might change what the question means"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    link_id: str
    text: str
    scored: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A sound file: the instrument, and the words in which it asks."""

    instrument: Instrument
    copyright: str
    questions: tuple[Question, ...]


def examine(file: bytes) -> Read | list[Problem]:
    """What the file would be, or everything that keeps it from being that."""
    definition = _decoded(file)
    if isinstance(definition, Problem):
        return [definition]
    if found := [*_texts(definition), *_head(definition), *_items(definition), *_own(definition)]:
        return found
    return Read(
        instrument=read(definition),
        copyright=definition["copyright"],
        questions=tuple(_question(item) for item in definition["item"] if item["type"] == "choice"),
    )


def _question(item: Mapping[str, Any]) -> Question:
    options = tuple(
        Option(value=int(_ordinal(option) or 0), label=option["valueCoding"]["display"])
        for option in item["answerOption"]
    )
    return Question(link_id=item["linkId"], text=item["text"], scored=item.get("required", False), options=options)


def _decoded(file: bytes) -> dict[str, Any] | Problem:
    if len(file) > SIZE_LIMIT:
        return Problem(pointer="", detail=f"must have at most {SIZE_LIMIT // 1024} KiB")
    try:
        definition = json.loads(file.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return Problem(pointer="", detail="is not JSON in UTF-8, or names something twice")
    if not isinstance(definition, dict) or definition.get("resourceType") != "Questionnaire":
        return Problem(pointer="/resourceType", detail="must be Questionnaire")
    return definition


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Which of two a reader takes differs from program to program."""
    named = dict(pairs)
    if len(named) != len(pairs):
        raise ValueError
    return named


def _no_number(_: str) -> None:
    raise ValueError


def _texts(definition: Mapping[str, Any]) -> Iterator[Problem]:
    """All of it can be stored, sent and walked: no text that is none, no number beyond reckoning, nothing too deep."""
    waiting: list[tuple[Any, int]] = [(definition, 1)]
    while waiting:
        found, depth = waiting.pop()
        if depth > DEPTH_LIMIT:
            yield Problem(pointer="", detail=f"must not nest deeper than {DEPTH_LIMIT}")
            return
        if isinstance(found, dict):
            waiting += [(each, depth + 1) for pair in found.items() for each in pair]
        elif isinstance(found, list):
            waiting += [(each, depth + 1) for each in found]
        elif isinstance(found, str) and fields.text(found, "", limit=SIZE_LIMIT):
            yield Problem(pointer="", detail="has a character that is not text")
            return
        elif isinstance(found, int | float) and not -1e15 < found < 1e15:
            yield Problem(pointer="", detail="has a number beyond reckoning")
            return


def _head(definition: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _pattern(definition.get("id"), "/id", definitions.NAME, "must be 1 to 40 of a-z, 0-9 and -")
    if definition.get("id") in SHIPPED_NAMES:
        yield Problem(pointer="/id", detail="is the name of a questionnaire that ships with the program")
    yield from _pattern(
        definition.get("version"), "/version", definitions.VERSION, "must be 1 to 20 of letters, digits, . and -"
    )
    if definition.get("status") not in ("draft", "active"):
        yield Problem(pointer="/status", detail="must be draft or active")
    yield from _line(definition.get("title"), "/title", limit=TITLE_LIMIT)
    notice = definition.get("copyright")
    if not isinstance(notice, str) or not notice.strip():
        yield Problem(pointer="/copyright", detail="must say whose it is and by what right you use it")
    elif len(notice) > COPYRIGHT_LIMIT:
        yield Problem(pointer="/copyright", detail=f"must have at most {COPYRIGHT_LIMIT} characters")
    for key in ("contained", "implicitRules", "modifierExtension"):
        if key in definition:
            yield Problem(pointer=f"/{key}", detail=_NOT_UNDERSTOOD)
    for name in ("title", "copyright"):
        yield from _translated(definition, name, "")


def _items(definition: Mapping[str, Any]) -> Iterator[Problem]:
    items = definition.get("item")
    if not isinstance(items, list) or not 1 <= len(items) <= MOST_ITEMS:
        yield Problem(pointer="/item", detail=f"must be a list of 1 to {MOST_ITEMS}")
        return
    seen: set[object] = set()
    for place, item in enumerate(items):
        pointer = f"/item/{place}"
        if not isinstance(item, dict):
            yield Problem(pointer=pointer, detail="must be an object")
            continue
        yield from _item(item, pointer)
        link_id = item.get("linkId")
        if isinstance(link_id, str) and link_id in seen:
            yield Problem(pointer=f"{pointer}/linkId", detail="stands twice")
        seen.add(link_id if isinstance(link_id, str) else None)
    if not any(isinstance(item, dict) and item.get("required") is True for item in items):
        yield Problem(pointer="/item", detail="must have a required question: those are the ones that are scored")


def _item(item: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    for key in sorted(item.keys() - _ITEM_KEYS):
        # An unknown name is the file's own: the pointer goes as far as the item.
        known = key in {"enableWhen", "enableBehavior", "extension", "item", "answerValueSet", "initial", "repeats"}
        yield Problem(pointer=f"{pointer}/{key}" if known else pointer, detail=_NOT_UNDERSTOOD)
    yield from _pattern(
        item.get("linkId"), f"{pointer}/linkId", _LINK_ID, "must be 1 to 64 of letters, digits, . and -"
    )
    if item.get("linkId") == ITEM_9:
        detail = "is the PHQ-9's question about self-harm, which raises an alert only there"
        yield Problem(pointer=f"{pointer}/linkId", detail=detail)
    yield from _line(item.get("text"), f"{pointer}/text", limit=TEXT_LIMIT)
    yield from _translated(item, "text", pointer)
    match item.get("type"):
        case "display":
            for key in ("answerOption", "required"):
                if key in item:
                    yield Problem(pointer=f"{pointer}/{key}", detail="belongs to a question")
        case "choice":
            if not isinstance(item.get("required", False), bool):
                yield Problem(pointer=f"{pointer}/required", detail="must be true or false")
            yield from _options(item.get("answerOption"), f"{pointer}/answerOption")
        case _:
            yield Problem(pointer=f"{pointer}/type", detail="must be choice or display: nothing else can be scored")


def _options(options: Any, pointer: str) -> Iterator[Problem]:
    if not isinstance(options, list) or not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        yield Problem(pointer=pointer, detail=f"must be a list of {FEWEST_OPTIONS} to {MOST_OPTIONS}")
        return
    seen: set[float] = set()
    for place, option in enumerate(options):
        here = f"{pointer}/{place}"
        if not isinstance(option, dict) or not isinstance(option.get("valueCoding"), dict):
            yield Problem(pointer=f"{here}/valueCoding", detail="must be a coding")
            continue
        if option.keys() - _OPTION_KEYS:
            yield Problem(pointer=here, detail=_NOT_UNDERSTOOD)
        coding = option["valueCoding"]
        yield from _line(coding.get("display"), f"{here}/valueCoding/display", limit=TEXT_LIMIT)
        yield from _translated(coding, "display", f"{here}/valueCoding")
        ordinal = _ordinal(option)
        if ordinal is None:
            yield Problem(
                pointer=f"{here}/extension",
                detail=f"must hold one ordinalValue, a whole number from 0 to {HIGHEST_ANSWER}, and nothing else",
            )
        elif ordinal in seen:
            yield Problem(pointer=f"{here}/extension", detail="has the value of another answer")
        else:
            seen.add(ordinal)


def _ordinal(option: Mapping[str, Any]) -> float | None:
    """The value of an answer: the one extension it may have."""
    extensions = option.get("extension")
    if not isinstance(extensions, list) or len(extensions) != 1 or not isinstance(extensions[0], dict):
        return None
    said = extensions[0].get("valueDecimal")
    if extensions[0].get("url") != ORDINAL or isinstance(said, bool) or not isinstance(said, int | float):
        return None
    return said if 0 <= said <= HIGHEST_ANSWER and said == int(said) else None


def _own(definition: Mapping[str, Any]) -> Iterator[Problem]:
    """The extensions that are ours. Others on the form as a whole are left alone."""
    extensions = definition.get("extension", [])
    if not isinstance(extensions, list) or not all(isinstance(each, dict) for each in extensions):
        yield Problem(pointer="/extension", detail="must be a list of extensions")
        return
    places = {url: [at for at, each in enumerate(extensions) if each.get("url") == url] for url in (SCORING, SCHEDULE)}
    if len(places[SCORING]) != 1:
        yield Problem(pointer="/extension", detail="must have the scoring, once")
    if len(places[SCHEDULE]) > 1:
        yield Problem(pointer="/extension", detail="must not have the schedule twice")
    items = definition.get("item")
    questions = items if isinstance(items, list) else []
    for at in places[SCORING][:1]:
        yield from scoring_problems(extensions[at].get("extension"), f"/extension/{at}/extension", questions)
    for at in places[SCHEDULE][:1]:
        yield from _schedule(extensions[at].get("extension"), f"/extension/{at}/extension")


def _schedule(parts: Any, pointer: str) -> Iterator[Problem]:
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        yield Problem(pointer=pointer, detail="must be a list of extensions")
        return
    for place, part in enumerate(parts):
        said = value(part)
        if part.get("url") == "condition" and part.keys() == {"url", "valueCode"}:
            if not isinstance(said, str) or said not in ASKS:
                yield Problem(pointer=f"{pointer}/{place}", detail=f"must be one of {', '.join(ASKS)}")
        elif part.get("url") == "everyDays" and part.keys() == {"url", "valueInteger"}:
            if isinstance(said, bool) or not isinstance(said, int) or not 1 <= said <= MOST_DAYS:
                yield Problem(pointer=f"{pointer}/{place}", detail=f"must be a whole number from 1 to {MOST_DAYS}")
        else:
            yield Problem(
                pointer=f"{pointer}/{place}", detail="must be condition (valueCode) or everyDays (valueInteger)"
            )
    if sum(part.get("url") == "everyDays" for part in parts) > 1:
        yield Problem(pointer=pointer, detail="must not have everyDays twice")


def _pattern(said: Any, pointer: str, pattern: re.Pattern[str], detail: str) -> Iterator[Problem]:
    if not isinstance(said, str) or pattern.fullmatch(said) is None:
        yield Problem(pointer=pointer, detail=detail)


def _line(said: Any, pointer: str, *, limit: int) -> Iterator[Problem]:
    if not isinstance(said, str):
        yield Problem(pointer=pointer, detail="must be text")
    else:
        yield from fields.line(said, pointer, limit=limit)


def _translated(element: Mapping[str, Any], name: str, pointer: str) -> Iterator[Problem]:
    """The same text in other languages, if any: the phone takes it as it stands."""
    said = element.get(f"_{name}")
    if said is None:
        return
    extensions = said.get("extension") if isinstance(said, dict) else None
    if not isinstance(extensions, list) or not all(map(_is_translation, extensions)):
        yield Problem(pointer=f"{pointer}/_{name}", detail="must hold translations, each a lang and a content")


def _is_translation(extension: Any) -> bool:
    parts = extension.get("extension") if isinstance(extension, dict) else None
    if not isinstance(parts, Sequence) or isinstance(parts, str) or not all(isinstance(part, dict) for part in parts):
        return False
    said = {part.get("url"): value(part) for part in parts if isinstance(part.get("url"), str)}
    texts = [said.get("lang"), said.get("content")]
    return len(parts) == len(texts) and all(
        isinstance(text, str) and 0 < len(text) <= COPYRIGHT_LIMIT for text in texts
    )
