"""Every zone of the world, around its clock changes and at the date line: no entry on a wrong day.

The phone's code says which day it shows an entry under; the server is sent what the phone would send, and must file it
under that very day. Both have their own edition of the IANA database, and neither asks the other's.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from journal.clinical import dates
from journal.handlers.wire import MOST_ENTRIES
from tests.faults import node
from tests.faults.conftest import Scale, Score
from tests.support import Cast, Clock, SignIn, check_in, sync

FROM, TO = datetime(2026, 1, 10, tzinfo=UTC), datetime(2027, 4, 20, tzinfo=UTC)
# Around midnight at either side of the date line, on the night of a new year.
LINE = tuple(datetime(2026, 12, 31, tzinfo=UTC) + timedelta(hours=hours) for hours in (9.99, 10, 11.5, 14, 36.5))
# Countries that give up the change of clocks do so in winter.
WINTER = date(2027, 1, 15)
FAR_EAST, FAR_WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def changes(zone: str) -> list[datetime]:
    """The first two instants at which the clocks of `zone` change, by our edition."""
    found: list[datetime] = []
    for day in range((TO - FROM).days):
        early, late = FROM + timedelta(days=day), FROM + timedelta(days=day + 1)
        if dates.offset_minutes(early, zone) == dates.offset_minutes(late, zone):
            continue
        while late - early > timedelta(seconds=1):
            middle = early + (late - early) / 2
            same = dates.offset_minutes(middle, zone) == dates.offset_minutes(early, zone)
            early, late = (middle, late) if same else (early, middle)
        found.append(late.replace(microsecond=0))
        if len(found) == 2:
            break
    return found


def around(zone: str) -> Iterator[datetime]:
    """Instants worth a look, the sharpest first: by where editions disagree, by the clock changes, by the date line."""
    for minutes in (-30, 0, 30):
        yield rollover(WINTER, zone) + timedelta(minutes=minutes)
    turns = changes(zone)
    for turn in turns:
        day = turn.astimezone(ZoneInfo(zone)).date()
        yield from (rollover(day, zone) - timedelta(milliseconds=1), rollover(day, zone))
    for turn in turns:
        day = turn.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
        yield from (rollover(day, zone) - timedelta(milliseconds=1), rollover(day, zone))
        yield from (turn - timedelta(seconds=1), turn, turn + timedelta(minutes=30))
    yield from LINE


def rollover(day: date, zone: str) -> datetime:
    """The instant at which `day` begins in `zone`, by our edition."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def on_the_phone(asked: list[tuple[str, list[datetime]]]) -> list[list[dict[str, Any]] | None]:
    """What the app makes of these instants."""
    given = json.dumps([(zone, [round(at.timestamp() * 1000) for at in instants]) for zone, instants in asked])
    printed = node.run("node", "tests/zones/print.ts", given=given)
    answers: list[list[dict[str, Any]] | None] = json.loads(printed)
    return answers


async def test_no_entry_is_filed_under_another_day_than_the_phone_shows(
    signed_in: SignIn, cast: Cast, clock: Clock, scale: Scale, score: Score
) -> None:
    clock.now = TO
    alice = await signed_in(cast.alice)
    zones = sorted(dates._zones())
    asked = [(zone, list(around(zone))[: scale(5, 99)]) for zone in zones]
    wanted: dict[str, str] = {}
    drafts: list[dict[str, Any]] = []
    unknown, disagreements = 0, 0
    for (zone, instants), filed in zip(asked, on_the_phone(asked), strict=True):
        if filed is None:
            unknown += 1
            continue
        for instant, phone in zip(instants, filed, strict=True):
            disagreements += phone["offset"] != dates.offset_minutes(instant, zone)
            for at, offset, day in (
                (phone["at"], phone["offset"], phone["day"]),
                (phone["evening"], phone["evening_offset"], phone["before"]),
            ):
                draft = check_in(instant, occurred_at=at, zone=zone, offset_minutes=offset)
                drafts.append(draft)
                wanted[draft["id"]] = day
    assert unknown == 0

    wrong = 0
    for place in range(0, len(drafts), MOST_ENTRIES):
        answer = await sync(alice, cast.alice, *drafts[place : place + MOST_ENTRIES], after=10**6)
        for result in answer["results"]:
            filed_under = result["entry"]["local_date"] if result["status"] == "accepted" else result["status"]
            wrong += filed_under != wanted[result["id"]]
    score(
        "entries in every IANA zone across two clock changes and the date line",
        2 * len(zones),
        wrong,
        run=len(drafts),
        zones=len(zones),
        editions_disagree_on=disagreements,
    )


async def test_an_entry_stays_on_its_day_when_it_is_corrected_across_the_date_line(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    written = clock.now
    first = check_in(written, zone=FAR_EAST)
    clock.forward(minutes=20)
    flown = check_in(clock.now, occurred_at=first["occurred_at"], zone=FAR_EAST, replaces=first["id"], mood=1)
    new = check_in(clock.now, zone=FAR_WEST)
    answer = await sync(alice, cast.alice, first, flown, new)
    days = [result["entry"]["local_date"] for result in answer["results"]]
    here, there = (dates.local_day(written, zone) for zone in (FAR_EAST, FAR_WEST))
    assert days == [here.isoformat(), here.isoformat(), there.isoformat()]
    assert here - there == timedelta(days=1)


async def test_the_day_is_the_one_on_the_phone_whose_zones_are_of_another_edition(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    zone = "America/New_York"
    clock.now = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # 03:30 by our edition, 04:30 by the phone's
    told = check_in(clock.now, zone=zone, offset_minutes=-240)
    untold = check_in(clock.now, zone=zone)
    absurd = check_in(clock.now, zone=zone, offset_minutes=600)
    answer = await sync(alice, cast.alice, told, untold, absurd)
    days = [date.fromisoformat(result["entry"]["local_date"]).day for result in answer["results"]]
    assert days == [23, 22, 22]
    assert not any(result["entry"]["late"] for result in answer["results"])


async def test_an_entry_of_a_wrong_clock_keeps_what_the_phone_said(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice = await signed_in(cast.alice)
    said = clock.now - timedelta(days=2)
    await sync(alice, cast.alice, check_in(clock.now, phone_said=said.isoformat()), check_in(clock.now))
    answer = await sync(alice, cast.alice)
    kept = [entry["phone_said"] for entry in answer["entries"]]
    assert [kept[0] and datetime.fromisoformat(kept[0]), kept[1]] == [said, None]
    assert [entry["local_date"] for entry in answer["entries"]] == ["2026-11-23"] * 2
