"""What a single field may hold, whatever entry it stands in.

Each function answers with the problems it finds, so that an entry can name all of them at once.
No detail ever repeats what was sent.
"""

import unicodedata
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from journal.clinical.entries import Note
from journal.clinical.errors import Problem

TITLE_LIMIT = 120
NOTE_LIMIT = 4_000
"""Characters a note may have (rule): two pages of writing, far from what a database minds."""
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
"""Nothing in a living person's journal is older; it also keeps zone arithmetic inside the calendar."""
FUTURE_LIMIT = timedelta(minutes=10)
"""How far the clock of whoever writes may run ahead of the server's (rule)."""

_FIRST_SURROGATE, _LAST_SURROGATE = "\ud800", "\udfff"
_NOT_IN_A_LINE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control and format characters, which could turn or hide what stands beside them, surrogates, line breaks."""


def number(value: float | None, pointer: str, *, low: float, high: float) -> list[Problem]:
    """A number from `low` to `high`, or None. True and NaN are no numbers."""
    if value is None or (not isinstance(value, bool) and low <= value <= high):
        return []
    return [Problem(pointer=pointer, detail=f"must be a number from {low:g} to {high:g}")]


def whole(value: int | None, pointer: str, *, options: Collection[int]) -> list[Problem]:
    """One of the whole numbers in `options`. True is not 1."""
    if not isinstance(value, bool) and value in options:
        return []
    detail = f"must be a whole number from {min(options)} to {max(options)}"
    return [Problem(pointer=pointer, detail=detail)]


def text(value: str, pointer: str, *, limit: int) -> list[Problem]:
    """Text that every part of the system can store and send, at most `limit` characters."""
    found: list[Problem] = []
    if len(value) > limit:
        found.append(Problem(pointer=pointer, detail=f"must have at most {limit} characters"))
    if any(letter == "\0" or _FIRST_SURROGATE <= letter <= _LAST_SURROGATE for letter in value):
        found.append(Problem(pointer=pointer, detail="has a character that is not text"))
    return found


def line(value: str, pointer: str, *, limit: int) -> list[Problem]:
    """One line of text that says something: no line breaks or other control characters."""
    if not value.strip():
        return [Problem(pointer=pointer, detail="must not be empty")]
    if any(unicodedata.category(letter) in _NOT_IN_A_LINE for letter in value):
        return [Problem(pointer=pointer, detail="has a character that does not belong in a line")]
    return text(value, pointer, limit=limit)


def note(value: Note | None, pointer: str = "/note") -> list[Problem]:
    return [] if value is None else text(value.text, f"{pointer}/text", limit=NOTE_LIMIT)


def not_ahead(value: datetime, pointer: str, *, now: datetime) -> list[Problem]:
    """A time that has come, as far as clocks agree. `value` states its offset."""
    return [Problem(pointer=pointer, detail="must not be in the future")] if value > now + FUTURE_LIMIT else []


def instant(value: datetime, pointer: str) -> list[Problem]:
    """A time with an offset, not before `EARLIEST`."""
    if value.utcoffset() is None:
        return [Problem(pointer=pointer, detail="must say its offset from UTC")]
    if value < EARLIEST:
        return [Problem(pointer=pointer, detail=f"must not be before {EARLIEST.year}")]
    return []
