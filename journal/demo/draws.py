"""Chance that can be repeated: the same seed and the same words draw the same numbers, anywhere."""

from datetime import datetime
from random import Random
from uuid import UUID

_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62
_RANDOM_BITS = 74
_BITS_BELOW_VERSION = 62


def draws(seed: int, *purpose: str) -> Random:
    """A source of its own for each purpose, so that a change in one story moves nothing in another."""
    return Random("/".join((str(seed), *purpose)))


def uuid7(at: datetime, random: Random) -> UUID:
    """A UUID of version 7 (RFC 9562) written at `at`, to the millisecond."""
    milliseconds = round(at.timestamp() * 1000)
    high, low = divmod(random.getrandbits(_RANDOM_BITS), 1 << _BITS_BELOW_VERSION)
    return UUID(int=milliseconds << 80 | _VERSION | high << 64 | _VARIANT | low)
