"""The daily check-in: which answers make one."""

import re
from collections.abc import Mapping

from journal.clinical import fields
from journal.clinical.conditions import EXTRAS
from journal.clinical.entries import CheckIn, Facets, Source
from journal.clinical.errors import Problem

RATING_LOW, RATING_HIGH = 0, 10
SLEEP_HOURS_HIGH = 24
EXTRA_LIMIT = 20
"""How many questions of its own a clinic may add to a check-in (rule)."""
EXTRA_HIGH = 1_000_000
"""Bound of an added answer either way: it is a rating, a count or a dose, never an identifier."""
SAFE = "safe"
"""The key of `extra` that is False when the patient says "I am not safe"."""

_EXTRA_NAME = re.compile(r"[a-z_]{1,40}")


def problems(content: CheckIn, source: Source = Source.PATIENT) -> list[Problem]:
    """Every rule the check-in breaks; pointers are relative to the entry.

    A patient answers both mood and function, unless the day was too hard. An imported diary may
    lack either, as long as it holds an answer at all.
    """
    return [
        *_leading(content, source),
        *_ratings(content),
        *_facets(content.facets),
        *_extra(content.extra),
        *fields.note(content.note),
    ]


def _leading(content: CheckIn, source: Source) -> list[Problem]:
    if content.too_hard:
        return []
    if source is Source.IMPORT:
        return [] if _answers_anything(content) else [Problem(pointer="", detail="answers nothing")]
    detail = "must be answered, unless the day was too hard"
    leading = {"/mood": content.mood, "/function": content.function}
    return [Problem(pointer=pointer, detail=detail) for pointer, value in leading.items() if value is None]


def _answers_anything(content: CheckIn) -> bool:
    ratings = (content.mood, content.function, content.sleep_hours)
    more = (content.energy, content.anxiety, content.pain, content.note)
    places = tuple(_places(content.facets).values())
    return bool(content.extra) or any(value is not None for value in ratings + more + places)


def _ratings(content: CheckIn) -> list[Problem]:
    found: list[Problem] = []
    for name in ("mood", "function", "energy", "anxiety", "pain"):
        found += fields.number(getattr(content, name), f"/{name}", low=RATING_LOW, high=RATING_HIGH)
    return found + fields.number(content.sleep_hours, "/sleep_hours", low=0, high=SLEEP_HOURS_HIGH)


def _places(facets: Facets | None) -> dict[str, float | None]:
    if facets is None:
        return {}
    return {"work": facets.work, "home": facets.home, "people": facets.people}


def _facets(facets: Facets | None) -> list[Problem]:
    found: list[Problem] = []
    for name, value in _places(facets).items():
        found += fields.number(value, f"/facets/{name}", low=RATING_LOW, high=RATING_HIGH)
    return found


def _extra(extra: Mapping[str, float | bool]) -> list[Problem]:
    found: list[Problem] = []
    if len(extra) > EXTRA_LIMIT:
        found.append(Problem(pointer="/extra", detail=f"must have at most {EXTRA_LIMIT} answers"))
    for name, value in extra.items():
        if _EXTRA_NAME.fullmatch(name) is None:
            # The pointer stays short of the name, which is the sender's and may be anything.
            found.append(Problem(pointer="/extra", detail="names must be 1 to 40 of a-z and _"))
        elif name == SAFE and not isinstance(value, bool):
            # 0 would read as "not safe" to a person, and pass every test for False.
            found.append(Problem(pointer=f"/extra/{SAFE}", detail="must be true or false"))
        elif name in EXTRAS:
            found += fields.number(value, f"/extra/{name}", low=RATING_LOW, high=RATING_HIGH)
        elif not isinstance(value, bool):
            found += fields.number(value, f"/extra/{name}", low=-EXTRA_HIGH, high=EXTRA_HIGH)
    return found
