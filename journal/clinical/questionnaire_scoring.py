"""The scoring of a questionnaire that a clinic loads: whether its rules can be followed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from journal.clinical import fields
from journal.clinical.definitions import value
from journal.clinical.errors import Problem
from journal.clinical.scoring import Method

NAME_LIMIT, SOURCE_LIMIT, LABEL_LIMIT = 40, 200, 60
MOST_BANDS, MOST_CLUSTERS = 10, 20
HIGHEST, MOST_RECALL_DAYS = 10_000, 366

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CLUSTER = re.compile(r"[0-9A-Za-z]{1,20}")
_NUMBERS = frozenset(
    {
        "percentFrom",
        "partialPoints",
        "partialPercent",
        "responsePoints",
        "responsePercent",
        "remissionBelow",
        "remissionAtMost",
        "reliable",
        "worse",
    }
)
_EXCLUSIVE = (
    ("partialPoints", "partialPercent"),
    ("responsePoints", "responsePercent"),
    ("remissionBelow", "remissionAtMost"),
)
_ONE_VALUE = 2
"""The keys of an extension: its url, and the one thing it says. Of two values each reader might take another."""
_MANY = frozenset({"band", "cluster", "source"})


def scoring_problems(parts: Any, pointer: str, items: Sequence[Any]) -> Iterator[Problem]:
    """Every rule the scoring breaks. `items` are the form's own, as they stand in the file."""
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        yield Problem(pointer=pointer, detail="must be a list of extensions")
        return
    named = Counter(part["url"] for part in parts if isinstance(part.get("url"), str))
    if any(count > 1 for url, count in named.items() if url not in _MANY):
        yield Problem(pointer=pointer, detail="says something twice that can be said once")
    if named["method"] != 1:
        yield Problem(pointer=pointer, detail="must say the method: sum or mean")
    for one, other in _EXCLUSIVE:
        if named[one] and named[other]:
            yield Problem(pointer=pointer, detail=f"must not have both {one} and {other}")
    if (named["partialPercent"] or named["responsePercent"]) and not named["percentFrom"]:
        yield Problem(pointer=pointer, detail="must say percentFrom: the least baseline of which a percentage is taken")
    if (named["partialPoints"] or named["partialPercent"]) and not (
        named["responsePoints"] or named["responsePercent"]
    ):
        yield Problem(pointer=pointer, detail="must say what a response is, where it says what a partial one is")
    questions = {
        item["linkId"]
        for item in items
        if isinstance(item, dict) and item.get("required") is True and isinstance(item.get("linkId"), str)
    }
    for place, part in enumerate(parts):
        yield from _part(part, f"{pointer}/{place}", questions)
    yield from _ascending(parts, pointer)


def _part(part: Mapping[str, Any], pointer: str, questions: set[str]) -> Iterator[Problem]:
    url = part.get("url")
    check = _CHECKS.get(url) if isinstance(url, str) else None
    if check is None:
        yield Problem(pointer=pointer, detail="is no scoring rule this program knows")
    elif len(part) != _ONE_VALUE:
        yield Problem(pointer=pointer, detail="must say one thing")
    elif url == "cluster":
        yield from _cluster(part, pointer, questions)
    else:
        yield from check(part, pointer)


def _method(part: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    if part.get("valueCode") not in [each.value for each in Method]:
        yield Problem(pointer=pointer, detail="must be a valueCode: sum or mean")


def _name(part: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    return _line(part.get("valueString"), pointer, limit=NAME_LIMIT)


def _code(part: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    if not isinstance(part.get("valueCoding"), dict):
        yield Problem(pointer=pointer, detail="must be a valueCoding")


def _cut_off(part: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    named = _named(part)
    if named.keys() != {"from", "to"} or not (_number(named["from"]) and _number(named["to"])):
        yield Problem(pointer=pointer, detail="must have from and to, each a valueDecimal")
    elif named["from"] > named["to"]:
        yield Problem(pointer=pointer, detail="must not end before it begins")


def _source(part: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    named = _named(part)
    if named.keys() != {"of", "text"} or not isinstance(named["of"], str):
        yield Problem(pointer=pointer, detail="must have of and text")
    else:
        yield from _line(named["text"], pointer, limit=SOURCE_LIMIT)


def _recall(part: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    said = part.get("valueInteger")
    if isinstance(said, bool) or not isinstance(said, int) or not 1 <= said <= MOST_RECALL_DAYS:
        yield Problem(pointer=pointer, detail=f"must be a valueInteger from 1 to {MOST_RECALL_DAYS}")


def _points(part: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    said = part.get("valueDecimal")
    if not _number(said) or (said == 0 and part["url"] != "remissionAtMost"):
        yield Problem(pointer=pointer, detail=f"must be a valueDecimal from 0.1 to {HIGHEST}, to one decimal")


def _band(part: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    named = _named(part)
    if not {"from", "code"} <= named.keys() <= {"from", "code", "label"}:
        yield Problem(pointer=pointer, detail="must have from and code, and may have a label")
        return
    if not _number(named["from"]):
        yield Problem(pointer=pointer, detail=f"must begin from 0 to {HIGHEST}, to one decimal")
    if not isinstance(named["code"], str) or _CODE.fullmatch(named["code"]) is None:
        yield Problem(pointer=pointer, detail="must have a code of 1 to 40 of a-z, 0-9 and _")
    if "label" in named:
        yield from _line(named["label"], pointer, limit=LABEL_LIMIT)


def _cluster(part: Mapping[str, Any], pointer: str, questions: set[str]) -> Iterator[Problem]:
    parts = part.get("extension")
    inner = [each for each in parts if isinstance(each, dict)] if isinstance(parts, list) else []
    codes = [each.get("valueCode") for each in inner if each.get("url") == "code"]
    items = [each.get("valueString") for each in inner if each.get("url") == "item"]
    if len(codes) != 1 or not isinstance(codes[0], str) or _CLUSTER.fullmatch(codes[0]) is None:
        yield Problem(pointer=pointer, detail="must have one code of letters and digits")
    if not items or not all(isinstance(item, str) and item in questions for item in items):
        yield Problem(pointer=pointer, detail="must name required questions of this form")


def _ascending(parts: Sequence[Mapping[str, Any]], pointer: str) -> Iterator[Problem]:
    bands = [_named(part) for part in parts if part.get("url") == "band"]
    if len(bands) > MOST_BANDS or sum(part.get("url") == "cluster" for part in parts) > MOST_CLUSTERS:
        yield Problem(pointer=pointer, detail=f"must have at most {MOST_BANDS} bands and {MOST_CLUSTERS} clusters")
    begins = [band["from"] for band in bands if _number(band.get("from"))]
    if any(before >= after for before, after in pairwise(begins)):
        yield Problem(pointer=pointer, detail="must have its bands from the lowest to the highest")


def _named(part: Mapping[str, Any]) -> dict[str, Any]:
    """What an extension of extensions says, by name; empty where it is none, or says something twice."""
    parts = part.get("extension")
    if not isinstance(parts, list) or not all(isinstance(each, dict) and len(each) == _ONE_VALUE for each in parts):
        return {}
    if not all(isinstance(each.get("url"), str) for each in parts):
        return {}
    named = {each["url"]: value(each) for each in parts}
    return named if len(named) == len(parts) else {}


def _number(said: Any) -> bool:
    """A number of points: not below 0, to one decimal, so that both sides reckon in tenths."""
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said <= HIGHEST:
        return False
    return round(said * 10) / 10 == said


def _line(said: Any, pointer: str, *, limit: int) -> Iterator[Problem]:
    if isinstance(said, str):
        yield from fields.line(said, pointer, limit=limit)
    else:
        yield Problem(pointer=pointer, detail="must be text")


_CHECKS: Mapping[str, Callable[[Mapping[str, Any], str], Iterator[Problem]]] = {
    "method": _method,
    "name": _name,
    "code": _code,
    "band": _band,
    "cutOff": _cut_off,
    "cluster": lambda part, pointer: _cluster(part, pointer, set()),
    "source": _source,
    "recallDays": _recall,
    **dict.fromkeys(_NUMBERS, _points),
}
