"""What a patient is treated for, and what each condition adds to the daily check-in.

All of it is our own and no validated scale; the app says so. Which questionnaires a condition brings is told by their
definitions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from journal.clinical import fields
from journal.clinical.errors import Problem
from journal.clinical.ids import PersonId

LIMIT = 60
MOST = 20

PAIN = "pain"
"""The rating that every check-in may hold: for some it is asked, not only offered."""
OCD_TIME, UNUSUALLY_HIGH, LESS_SLEEP = "ocd_time", "unusually_high", "less_sleep"

ASKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "depression": (),
        "anxiety": (),
        "ptsd": (),
        "ocd": (OCD_TIME,),
        "bipolar": (UNUSUALLY_HIGH, LESS_SLEEP),
        "pain": (PAIN,),
        "crps": (PAIN,),
        "fibromyalgia": (PAIN,),
    }
)
"""The conditions the program knows, with the ratings each asks for, 0-10. A clinic may name others: they add none."""

EXTRAS = frozenset(asked for each in ASKS.values() for asked in each) - {PAIN}
"""The ratings that travel in `extra` of a check-in, 0 (not at all) to 10 (most)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Somebody is treated for something else from `at` on. What they were asked before stays as it was."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    author: PersonId
    at: datetime


def problems(conditions: Sequence[str]) -> list[Problem]:
    """Every rule that is broken; pointers into {"conditions": …}."""
    found: list[Problem] = []
    if len(conditions) > MOST:
        found.append(Problem(pointer="/conditions", detail=f"must be at most {MOST}"))
    for place, condition in enumerate(conditions):
        found += fields.line(condition, f"/conditions/{place}", limit=LIMIT)
    return found


def asks(conditions: Iterable[str]) -> tuple[str, ...]:
    """The ratings to ask somebody with these conditions for, each once."""
    return tuple(dict.fromkeys(asked for each in conditions for asked in ASKS.get(each, ())))
