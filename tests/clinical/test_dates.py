"""The local day, its rollover, and when an entry was written down."""

import csv
import zoneinfo
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.dates import ahead, known_zone, lately, local_day, midnight, offset_minutes, recorded_at

ROWS = list(
    csv.DictReader((Path(__file__).parent / "reference/local_days.csv").read_text(encoding="utf-8").splitlines())
)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
INSTANTS = st.datetimes(
    min_value=datetime.fromisoformat("1950-01-01"),
    max_value=datetime.fromisoformat("2037-01-01"),
    timezones=st.just(UTC),
)
ZONES = st.sampled_from(["America/New_York", "Europe/Amsterdam", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])


def uuid7(at: datetime) -> UUID:
    return UUID(int=int(at.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62)


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_an_instant_belongs_to_the_day_the_patient_is_living(row: dict[str, str]) -> None:
    instant = datetime.fromisoformat(row["instant"])
    assert local_day(instant, row["zone"]) == date.fromisoformat(row["local_day"])
    assert offset_minutes(instant, row["zone"]) == int(row["offset_minutes"])


def test_the_offset_of_amsterdam_before_the_war_is_rounded_to_minutes() -> None:
    assert offset_minutes(datetime(1936, 1, 1, tzinfo=UTC), "Europe/Amsterdam") in (0, 19, 20)


@given(instant=INSTANTS, zone=ZONES)
def test_the_offset_the_phone_writes_the_time_with_changes_no_day(instant: datetime, zone: str) -> None:
    elsewhere = instant.astimezone(tz=None)
    assert local_day(elsewhere, zone) == local_day(instant, zone)
    assert offset_minutes(elsewhere, zone) == offset_minutes(instant, zone)


@given(instant=INSTANTS, zone=ZONES)
def test_a_day_later_is_the_next_day_but_when_the_clocks_change(instant: datetime, zone: str) -> None:
    later = instant + timedelta(days=1)
    if offset_minutes(instant, zone) == offset_minutes(later, zone):
        assert local_day(later, zone) == local_day(instant, zone) + timedelta(days=1)


@pytest.mark.parametrize("name", ["UTC", "America/New_York", "Europe/Amsterdam", "Asia/Kathmandu", "Etc/GMT+5"])
def test_a_zone_of_the_database_is_known(name: str) -> None:
    assert known_zone(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mars/Olympus",
        "europe/amsterdam",
        "America",
        "../UTC",
        "/etc/localtime",
        "localtime",
        "Factory",
        "UTC\0",
    ],
)
def test_a_zone_that_names_no_place_is_unknown(name: str) -> None:
    assert not known_zone(name)


def test_an_entry_was_written_down_when_its_id_says() -> None:
    a_week_ago = NOON - timedelta(days=7)
    assert recorded_at(uuid7(a_week_ago), NOON) == a_week_ago


def test_an_entry_was_never_written_down_after_it_arrived() -> None:
    assert recorded_at(uuid7(NOON + timedelta(days=1)), NOON) == NOON
    assert recorded_at(UUID(int=(2**48 - 1) << 80 | 7 << 76 | 2 << 62), NOON) == NOON


def test_an_id_without_a_time_was_written_down_when_it_arrived() -> None:
    assert recorded_at(uuid4(), NOON) == NOON
    assert recorded_at(UUID(int=0), NOON) == NOON


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-03-08", False), ("2026-03-09", True), ("2026-03-10", True), ("2026-03-11", True)],
)
def test_lately_is_today_yesterday_and_what_is_still_to_come(day: str, expected: bool) -> None:
    assert lately(date.fromisoformat(day), "America/New_York", NOON) is expected


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        ("2026-03-10", "America/New_York", "2026-03-10T04:00:00+00:00"),
        ("2026-03-08", "America/New_York", "2026-03-08T05:00:00+00:00"),  # the clocks change later that day
        ("2026-03-10", "Asia/Kathmandu", "2026-03-09T18:15:00+00:00"),
    ],
)
def test_a_calendar_day_begins_at_midnight_on_the_wall(day: str, zone: str, expected: str) -> None:
    assert midnight(date.fromisoformat(day), zone) == datetime.fromisoformat(expected)


def test_what_is_lately_turns_at_four_where_the_entry_was_written() -> None:
    night = datetime(2026, 3, 11, 7, 59, tzinfo=UTC)
    for zone, turned in (("America/New_York", False), ("Europe/Amsterdam", True)):
        assert lately(date(2026, 3, 9), zone, night) is not turned
    assert not lately(date(2026, 3, 9), "America/New_York", night + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("stated", "minutes"),
    [(None, 0), (-240, 0), (-300, -60), (-180, 60), (-120, 120), (-119, 0), (0, 0)],
)
def test_a_clock_on_the_wall_is_believed_within_two_hours_of_what_we_know(stated: int | None, minutes: int) -> None:
    found = ahead(NOON, "America/New_York", stated)
    assert found == timedelta(minutes=minutes)
    assert local_day(datetime(2026, 3, 11, 7, 30, tzinfo=UTC), "America/New_York", ahead=found).day == (
        11 if minutes >= 30 else 10
    )


def test_the_zones_are_those_that_are_locked_with_us() -> None:
    assert zoneinfo.TZPATH == ()
    assert known_zone("America/New_York") and not known_zone("Factory")
