"""Series of sessions: rows a clinician can read, and that a series of one is an interval like any other."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.daily import daily
from journal.clinical.intervals import intervals
from journal.clinical.ratings import Ratings
from journal.clinical.series import pauses
from tests.clinical.test_cohort import FIRST, NOON, number, session

REFERENCE = Path(__file__).parent / "reference"


def rows() -> list[dict[str, str]]:
    with (REFERENCE / "cohort_series.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def ratings(by_day: dict[int, float]) -> Ratings:
    """A check-in each evening; function is a point below mood."""
    days = sorted(by_day)
    mood = [by_day[day] for day in days]
    empty = [None] * len(days)
    return Ratings(
        at=[(NOON + dt.timedelta(days=day, hours=8)).timestamp() for day in days],
        day=[FIRST.toordinal() + day for day in days],
        late=[False] * len(days),
        mood=mood,
        function=[value - 1 for value in mood],
        sleep_hours=empty,
        energy=empty,
        anxiety=empty,
        pain=empty,
    )


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_a_series_is_measured_from_before_its_first_session_and_watched_from_its_last(row: dict[str, str]) -> None:
    told = ratings({int(day): float(mood) for day, mood in (each.split(":") for each in row["mood"].split())})
    held = [session(1, int(day)) for day in row["sessions"].split()]
    today = FIRST + dt.timedelta(days=int(row["today"]))
    found = pauses(told, daily(told), held, today=today)
    if not row["pause"]:
        assert found == ()
        return
    first = found[0]
    assert first.session_id == session(1, int(row["pause"])).id
    mood = first.mood
    assert (mood.baseline, mood.held_days) == (number(row["baseline"]), number(row["held"]))
    assert mood.censored == {"yes": False, "no": True, "": None}[row["lost"]]
    assert mood.baseline is None or first.function.baseline == mood.baseline - 1


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_a_series_is_the_same_where_the_intervals_are_known_already(row: dict[str, str]) -> None:
    told = ratings({int(day): float(mood) for day, mood in (each.split(":") for each in row["mood"].split())})
    held = [session(number, int(day)) for number, day in enumerate(row["sessions"].split(), start=1)]
    today = FIRST + dt.timedelta(days=int(row["today"]))
    known = intervals(told, daily(told), held, today)
    found = pauses(told, daily(told), held, today=today, known=known)
    assert found == pauses(told, daily(told), held, today=today)


@given(
    st.dictionaries(st.integers(-5, 60), st.integers(0, 10).map(float)),
    st.lists(st.integers(7, 20), max_size=4),
    st.booleans(),
)
def test_a_series_of_one_is_its_interval(by_day: dict[int, float], gaps: list[int], over: bool) -> None:
    days = [sum(gaps[:place]) for place in range(len(gaps) + 1)]
    told, held = ratings(by_day), [session(1, day) for day in days]
    today = FIRST + dt.timedelta(days=90)
    expected = intervals(told, daily(told), held, None if over else today)
    found = pauses(told, daily(told), list(reversed(held)), today=today)
    assert [(each.session_id, each.mood, each.function) for each in found] == [
        (each.session_id, each.mood, each.function) for each in expected
    ]
