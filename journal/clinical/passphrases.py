"""Which passphrases are too easily guessed.

Length is the rule, as NIST SP 800-63B-4 asks; no mix of characters is demanded, and nothing is changed. Refused is what
stands on the list of breached ones, and what is made of so few common parts that a list of rules finds it: words of the
list, runs such as 12345 or qwerty, repetitions, and what belongs to this person (their name, address, clinic) or to
this product. It is not the whole of what was ever breached: that would mean asking a service outside.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from journal.clinical.errors import Problem

SHORTEST, LONGEST = 15, 1000
"""In characters. Fifteen: NIST SP 800-63B-4, 3.1.1.2, for a passphrase that stands alone."""

# Different words of the list, or characters beside them, that must be left to guess: either is enough (rule).
_LEAST_PARTS, _LEAST_OTHERS = 3, 8
_LEAST_CHARACTERS = 5
# Where guessing looks no further: a longer text is judged by its beginning.
_JUDGED = 100

_ROWS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgb")
_RUN = 4
_OURS = ("symptom", "journal", "ketamine", "clinic", "patient", "provider", "admin", "password", "passphrase")
_LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
_TOO_COMMON = "is among the first that would be tried; take some words that have nothing to do with each other"


def problems(passphrase: str, *, about: Iterable[str], pointer: str = "/passphrase") -> list[Problem]:
    """What keeps this from being a passphrase. `about`: what others know of its owner, as it is written."""
    if len(passphrase) < SHORTEST:
        return [Problem(pointer=pointer, detail=f"must have at least {SHORTEST} characters")]
    if len(passphrase) > LONGEST:
        return [Problem(pointer=pointer, detail=f"must have at most {LONGEST} characters")]
    return [Problem(pointer=pointer, detail=_TOO_COMMON)] if _guessable(passphrase, about) else []


def _guessable(passphrase: str, about: Iterable[str]) -> bool:
    plain = passphrase.casefold()[:_JUDGED]
    own = frozenset(word for text in (*about, *_OURS) for word in re.findall(r"\w{3,}", text.casefold()))
    if plain in _common() or len(set(plain)) < _LEAST_CHARACTERS or _repeats(plain):
        return True
    # As written, and with the digits that stand for letters: whichever leaves less to guess counts.
    return any(_few_parts(text, own) for text in (plain, plain.translate(_LOOKALIKES)))


def _few_parts(text: str, own: frozenset[str]) -> bool:
    """Whether common parts are nearly all there is. Runs, and what others know of its owner, count for nothing."""
    parts: set[str] = set()
    others, place = 0, 0
    while place < len(text):
        length, counts = next(_parts_at(text, place, own), (1, False))
        if length == 1:
            others += text[place].isalnum()
        elif counts:
            parts.add(text[place : place + length])
        place += length
    return len(parts) < _LEAST_PARTS and others < _LEAST_OTHERS


def _parts_at(text: str, place: int, own: frozenset[str]) -> Iterator[tuple[int, bool]]:
    """The parts that begin here, the longest first: its length, and whether it has to be guessed at all."""
    for end in range(len(text), place + 2, -1):
        part = text[place:end]
        if part in own or _is_run(part):
            yield end - place, False
        elif part in _common():
            yield end - place, True


def _is_run(part: str) -> bool:
    """Neighbours on a keyboard, in the alphabet or among the digits, either way; or one character over and over."""
    if len(part) < _RUN:
        return False
    return len(set(part)) == 1 or any(part in row or part[::-1] in row for row in _ROWS)


def _repeats(text: str) -> bool:
    """Whether it is something short over and over."""
    units = range(1, min(SHORTEST, len(text) // 2 + 1))
    return any(text == (text[:unit] * len(text))[: len(text)] for unit in units)


@cache
def _common() -> frozenset[str]:
    lines = (files("journal.clinical") / "common_passphrases.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
