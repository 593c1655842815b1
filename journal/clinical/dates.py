"""Days and instants.

An entry belongs to the patient's local day at entry, and that day is frozen. The day rolls over at
04:00, because somebody awake at 01:00 is still living yesterday.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

ROLLOVER = timedelta(hours=4)
"""Wall-clock time at which a local day begins (rule)."""

_NO_PLACES = frozenset({"Factory", "localtime", "posixrules"})
"""Names some machines list that name no place, or whatever place the machine stands in."""

_TIME_ORDERED = 7
_RANDOM_BITS_OF_UUID7 = 80


@cache
def _zones() -> frozenset[str]:
    # The list is read from disk, which takes some milliseconds: once is enough.
    return frozenset(available_timezones()) - _NO_PLACES


def known_zone(name: str) -> bool:
    """Whether `name` is a zone of the IANA database, spelled as there."""
    return name in _zones()


def local_day(instant: datetime, zone: str) -> date:
    """The day somebody in `zone` is living at `instant`, by the clock on their wall.

    By the wall clock also on the two days a year that have 23 or 25 hours.
    """
    return (instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - ROLLOVER).date()


def offset_minutes(instant: datetime, zone: str) -> int:
    """How far `zone` is ahead of UTC at `instant`, in minutes, rounded (before 1940 some had seconds)."""
    offset = instant.astimezone(ZoneInfo(zone)).utcoffset()
    return 0 if offset is None else round(offset / timedelta(minutes=1))


def recorded_at(id: UUID, received_at: datetime) -> datetime:
    """When the entry was written down: the millisecond inside a version-7 UUID (RFC 9562).

    Never later than `received_at`, which also stands in where the id carries no time.
    """
    milliseconds = id.int >> _RANDOM_BITS_OF_UUID7
    if id.version != _TIME_ORDERED or milliseconds >= received_at.timestamp() * 1000:
        return received_at
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds)
