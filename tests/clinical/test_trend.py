"""The chart's figures: 7-day means that break at gaps, and its direction in words."""

import csv
from datetime import UTC, date, datetime, timedelta
from math import fsum
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.daily import Series
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.sessions import Route, Session
from journal.clinical.trend import Line, Total, direction, trend, weekly_means, window_ends

START = date(2026, 3, 1)
with (Path(__file__).parent / "reference" / "weekly_means.csv").open(newline="", encoding="utf-8") as file:
    MEANS = list(csv.DictReader(file))


def days(count: int) -> list[date]:
    return [START + timedelta(days=day) for day in range(count)]


def series(values: list[float | None]) -> Series:
    blank = (None,) * len(values)
    return Series(
        date=tuple(days(len(values))),
        n=(1,) * len(values),
        mood=tuple(values),
        function=blank,
        sleep_hours=blank,
        energy=blank,
        anxiety=blank,
        pain=blank,
        late=(False,) * len(values),
    )


def session(day: int) -> Session:
    at = datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(days=day)
    return Session(
        id=SessionId(UUID(int=day)),
        patient=PatientId(UUID(int=1)),
        started_at=at,
        ended_at=at,
        zone="UTC",
        local_date=at.date(),
        route=Route.IV,
        dose_mg=35.0,
    )


def words(values: list[float | None], totals: tuple[int, ...] = ()) -> tuple[str, ...]:
    line = Line(totals=tuple(Total(date=START, total=total) for total in totals))
    return direction(trend(series(values), line, (), start=START, end=days(len(values))[-1]))


@pytest.mark.parametrize("row", MEANS, ids=[row["case"] for row in MEANS])
def test_a_weekly_mean_is_the_one_a_clinician_expects(row: dict[str, str]) -> None:
    values = [None if cell == "-" else float(cell) for cell in row["values"].split()]
    found = weekly_means(days(len(values)), values, days(len(values)))[-1]
    assert found == (None if row["last_mean"] == "-" else float(row["last_mean"]))


@given(st.lists(st.none() | st.floats(min_value=0, max_value=10), min_size=1, max_size=40))
def test_a_mean_rests_on_four_days_of_its_week_or_is_not_there(values: list[float | None]) -> None:
    ends = days(len(values))
    for place, mean in enumerate(weekly_means(ends, values, ends)):
        week = [value for value in values[max(0, place - 6) : place + 1] if value is not None]
        assert mean == (fsum(week) / len(week) if len(week) >= 4 else None)


def test_a_day_without_an_entry_is_a_day_without_an_answer() -> None:
    sparse = [START + timedelta(days=day) for day in (0, 1, 2, 9)]
    assert weekly_means(sparse, [5.0] * 4, [START + timedelta(days=9)]) == (None,)


def test_every_day_ends_a_window_in_a_period_of_400_days() -> None:
    ends = window_ends(START, START + timedelta(days=399))
    assert (len(ends), ends[0], ends[-1]) == (400, START, START + timedelta(days=399))


def test_a_longer_period_has_a_mean_a_week_and_one_on_its_last_day() -> None:
    last = START + timedelta(days=1825)
    ends = window_ends(START, last)
    assert (len(ends), ends[-1], ends[-1] - ends[-2]) == (261, last, timedelta(days=7))


def test_sessions_are_in_order_and_all_there() -> None:
    made = trend(series([1.0]), Line(totals=()), (session(30), session(2)), start=START, end=START)
    assert made.sessions == (date(2026, 3, 3), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ((), "No complete PHQ-9 in this period."),
        ((19,), "One PHQ-9 in this period: 19 (lower is better)."),
        ((19, 4, 8), "PHQ-9 fell from 19 to 8, between 4 and 19 (lower is better)."),
        ((8, 19), "PHQ-9 rose from 8 to 19, between 8 and 19 (lower is better)."),
        ((19, 8, 19), "PHQ-9 began and ended at 19, between 8 and 19 (lower is better)."),
    ],
)
def test_the_direction_of_the_phq_9_is_said(totals: tuple[int, ...], said: str) -> None:
    assert words([None], totals)[0] == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([None] * 9, "Too few days for a weekly mean of mood."),
        (
            [3.0] * 7 + [7.0] * 7,
            "Weekly mean mood rose from 3.0 to 7.0, between 3.0 and 7.0 (higher is better).",
        ),
        (
            [7.0] * 7 + [3.0] * 7,
            "Weekly mean mood fell from 7.0 to 3.0, between 3.0 and 7.0 (higher is better).",
        ),
        (
            [3.0] * 7 + [7.0] * 7 + [3.5] * 7,
            "Weekly mean mood began at 3.0 and ended at 3.5, between 3.0 and 7.0 (higher is better).",
        ),
    ],
)
def test_the_direction_of_a_rating_is_said(values: list[float | None], said: str) -> None:
    assert words(values)[1] == said
