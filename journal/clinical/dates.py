"""Days and instants.

An entry belongs to the patient's local day at entry, and that day is frozen. The day rolls over at
04:00, because somebody awake at 01:00 is still living yesterday.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones, reset_tzpath

# A machine's own copy of the IANA database may be years behind what phones have. The package that is locked with us is
# the same everywhere, and as new as the lock.
reset_tzpath(to=())

ROLLOVER = timedelta(hours=4)
"""Wall-clock time at which a local day begins (rule)."""

DISAGREEMENT = timedelta(hours=2)
"""How far two editions of the IANA database may be apart about one zone (rule)."""

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


def local_day(instant: datetime, zone: str, *, ahead: timedelta = timedelta(0)) -> date:
    """The day somebody in `zone` is living at `instant`, by the clock on their wall.

    By the wall clock also on the two days a year that have 23 or 25 hours. `ahead` is how far that clock is ahead of
    what we know of the zone.
    """
    return (instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + ahead - ROLLOVER).date()


def midnight(day: date, zone: str) -> datetime:
    """When a calendar day begins in a zone, in UTC."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def lately(day: date, zone: str, now: datetime) -> bool:
    """Whether `day` is today or yesterday for somebody in `zone`, or still to come."""
    return day >= local_day(now, zone) - timedelta(days=1)


def offset_minutes(instant: datetime, zone: str) -> int:
    """How far `zone` is ahead of UTC at `instant`, in minutes, rounded (before 1940 some had seconds)."""
    offset = instant.astimezone(ZoneInfo(zone)).utcoffset()
    return 0 if offset is None else round(offset / timedelta(minutes=1))


def ahead(instant: datetime, zone: str, stated: int | None) -> timedelta:
    """How far a clock `stated` minutes ahead of UTC is ahead of what we know of `zone`.

    Countries change their clocks at short notice, and phones and servers learn of it at different times: by what stood
    on the wall, whoever was later to learn. Beyond `DISAGREEMENT` it is no such thing, and what we know holds.
    """
    if stated is None:
        return timedelta(0)
    found = timedelta(minutes=stated - offset_minutes(instant, zone))
    return found if abs(found) <= DISAGREEMENT else timedelta(0)


def recorded_at(id: UUID, received_at: datetime) -> datetime:
    """When the entry was written down: the millisecond inside a version-7 UUID (RFC 9562).

    Never later than `received_at`, which also stands in where the id carries no time.
    """
    milliseconds = id.int >> _RANDOM_BITS_OF_UUID7
    if id.version != _TIME_ORDERED or milliseconds >= received_at.timestamp() * 1000:
        return received_at
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds)
