"""Check-ins as columns, and a day's value: the rows of `reference/recovery_daily.csv`."""

import csv
import datetime as dt
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical.daily import between, daily
from journal.clinical.entries import CheckIn, Entry, Event
from journal.clinical.ids import PatientId
from journal.clinical.ratings import Ratings, ascending, gather
from tests.clinical import making
from tests.clinical.test_recovery import rated

REFERENCE = Path(__file__).parent / "reference" / "recovery_daily.csv"
ALICE, BOB = PatientId(UUID(int=1)), PatientId(UUID(int=2))
MONDAY = dt.date(2026, 3, 2)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def entry(
    number: int,
    content: CheckIn | Event,
    *,
    patient: PatientId = ALICE,
    hours: float = 0,
    late: bool = False,
    replaces: int | None = None,
) -> Entry:
    at, local = NOON + dt.timedelta(hours=hours), (NOON + dt.timedelta(hours=hours - 4)).date()
    return making.entry(content, at, number=number, replaces=replaces, patient=patient, local_date=local, late=late)


def mood(value: float | None) -> CheckIn:
    return CheckIn(mood=value, function=None, too_hard=value is None)


@pytest.mark.parametrize("row", read(REFERENCE), ids=lambda row: row["case"])
def test_a_days_value_is_the_mean_of_its_answers(row: dict[str, str]) -> None:
    tokens = row["check_ins"].split()
    days = daily(
        gather(
            ALICE,
            [
                entry(
                    place,
                    mood(None if token.endswith("x") else float(token.lstrip("~"))),
                    hours=place / 60,
                    late=token.startswith("~"),
                )
                for place, token in enumerate(tokens)
            ],
        )
    )
    assert days.day == (MONDAY.toordinal(),)
    assert days.n == (int(row["n"]),)
    assert days.mood == ((float(row["mean"]) if row["mean"] else None),)
    assert days.late == (row["late"] == "yes",)


def test_a_day_without_an_entry_is_absent() -> None:
    series = between(
        daily(gather(ALICE, [entry(1, mood(3)), entry(2, mood(5), hours=48)])),
        MONDAY,
        MONDAY + dt.timedelta(days=9),
    )
    assert series.date == (MONDAY, MONDAY + dt.timedelta(days=2))
    assert (series.n, series.mood, series.late) == ((1, 1), (3, 5), (False, False))


def test_every_rating_has_its_own_column() -> None:
    full = CheckIn(mood=1, function=2, sleep_hours=3, energy=4, anxiety=5, pain=6)
    series = between(daily(gather(ALICE, [entry(1, full)])), MONDAY, MONDAY)
    assert (series.mood, series.function, series.sleep_hours) == ((1,), (2,), (3,))
    assert (series.energy, series.anxiety, series.pain) == ((4,), (5,), (6,))


def test_nothing_of_bobs_gets_into_alices_ratings() -> None:
    alices = [entry(1, mood(3)), entry(2, mood(5), hours=24)]
    bobs = [entry(3, mood(9), patient=BOB), entry(4, mood(9), patient=BOB, replaces=1)]
    assert gather(ALICE, [*bobs, *alices]) == gather(ALICE, alices)
    assert gather(BOB, [*bobs, *alices]) == gather(BOB, bobs)


def test_a_correction_takes_the_place_of_what_it_replaces() -> None:
    chain = [entry(1, mood(3)), entry(2, mood(4), replaces=1), entry(3, mood(5), replaces=2)]
    assert gather(ALICE, chain).mood == [5]


def test_only_check_ins_are_ratings() -> None:
    assert gather(ALICE, [entry(1, Event(title="Moved house")), entry(2, mood(4))]).mood == [4]


def test_check_ins_are_gathered_by_time() -> None:
    entries = [entry(1, mood(5), hours=9), entry(2, mood(3)), entry(3, mood(4), hours=5)]
    gathered = gather(ALICE, entries)
    assert gathered.mood == [3, 4, 5]
    assert ascending(gathered) is gathered


def test_check_ins_of_one_instant_have_one_order_whatever_order_they_came_in() -> None:
    same_instant = [entry(1, mood(5)), entry(2, mood(None)), entry(3, mood(0))]
    assert gather(ALICE, same_instant[::-1]) == gather(ALICE, same_instant)
    assert list(ascending(gather(ALICE, same_instant)).mood) == [None, 0, 5]


def test_days_ascend_though_travel_puts_them_out_of_step_with_time() -> None:
    nothing = [None, None, None]
    days = daily(
        Ratings(
            at=[1.0, 2.0, 3.0],
            day=[11, 10, 11],
            late=[False, False, False],
            mood=[6.0, 3.0, 7.0],
            function=nothing,
            sleep_hours=nothing,
            energy=nothing,
            anxiety=nothing,
            pain=nothing,
        )
    )
    assert (days.day, days.n, days.mood) == ((10, 11), (1, 2), (3, 6.5))


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        Ratings(
            at=[0.0],
            day=[1],
            late=[False],
            mood=[],
            function=[],
            sleep_hours=[],
            energy=[],
            anxiety=[],
            pain=[],
        )


def test_check_ins_are_put_in_the_order_of_their_time_even_where_only_neighbours_are_out_of_it() -> None:
    for order in ((2, 1), (2, 1, 4, 3), (1, 3, 2)):
        told = rated([(day, 9, False, float(day), None) for day in order])
        assert list(ascending(told).mood) == sorted(order)


def test_of_two_check_ins_of_one_instant_the_one_without_an_answer_stands_before_any_answer() -> None:
    told = rated([(1, 9, False, 0.0, 3.0), (1, 9, False, None, 5.0)])
    assert list(ascending(told).mood) == [None, 0.0]
