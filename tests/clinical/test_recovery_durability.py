"""How long benefit lasts, and the lead: rows computed by hand or published."""

import csv
import datetime as dt
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical.durability import durabilities, lead, survival
from journal.clinical.ids import SessionId
from journal.clinical.intervals import Interval
from journal.clinical.measures import Measure

REFERENCE = Path(__file__).parent / "reference"
NEVER = Measure(baseline=3.0, onset_hours=None, peak=3.5, peak_day=4, loss_day=None, held_days=None, censored=None)


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return float(text) if text else None


def held(days: int, *, lost: bool) -> Measure:
    return Measure(
        baseline=3.0,
        onset_hours=20.0,
        peak=7.0,
        peak_day=3,
        loss_day=days if lost else None,
        held_days=days,
        censored=not lost,
    )


def interval(mood: Measure = NEVER, function: Measure = NEVER, lead_hours: float | None = None) -> Interval:
    return Interval(
        session_id=SessionId(UUID(int=1)),
        date=dt.date(2026, 3, 2),
        days=28,
        adherence=1.0,
        mood=mood,
        function=function,
        lead_hours=lead_hours,
    )


@pytest.mark.parametrize("row", read("recovery_durability.csv"), ids=lambda row: row["case"])
def test_benefit_lasts_as_long_as_kaplan_and_meier_say(row: dict[str, str]) -> None:
    watched = [(int(token.rstrip("+")), not token.endswith("+")) for token in row["days"].split()]
    mood = durabilities([interval(held(days, lost=lost)) for days, lost in watched]).mood
    assert (mood.n, mood.events) == (int(row["n"]), int(row["events"]))
    assert (mood.median_days, mood.low_days, mood.high_days) == tuple(
        number(row[figure]) for figure in ("median", "low", "high")
    )
    for step in row["holding"].split():
        day, share = step.split(":")
        assert dict(survival(watched))[int(day)] == pytest.approx(float(share), abs=0.0005)


@pytest.mark.parametrize("row", read("recovery_lead.csv"), ids=lambda row: row["case"])
def test_the_lead_is_the_middle_of_the_intervals_that_have_one(row: dict[str, str]) -> None:
    found = lead([interval(), *(interval(lead_hours=float(hours)) for hours in row["leads"].split())])
    assert found.n == int(row["n"])
    assert (found.median_hours, found.low_hours, found.high_hours) == tuple(
        number(row[figure]) for figure in ("median", "low", "high")
    )


def test_intervals_without_benefit_have_no_duration_to_count() -> None:
    lost = [interval(held(days, lost=True)) for days in (19, 21, 24)]
    assert durabilities([interval(), *lost, interval()]) == durabilities(lost)


def test_an_interval_watched_for_less_than_a_day_does_not_help_two_to_three() -> None:
    watched = [interval(held(days, lost=lost)) for days, lost in ((19, True), (21, True), (0, False))]
    mood = durabilities(watched).mood
    assert (mood.n, mood.median_days) == (2, None)


def test_mood_and_function_last_each_in_their_own_time() -> None:
    both = [interval(held(days, lost=True), held(days + 5, lost=True)) for days in (19, 21, 24)]
    found = durabilities(both)
    assert (found.mood.median_days, found.function.median_days) == (21, 26)


def test_what_is_cut_off_on_the_day_of_a_loss_was_still_at_risk_of_it() -> None:
    assert dict(survival([(10, True), (10, False)])) == {10: pytest.approx(0.5)}


def test_nobody_watched_has_no_curve() -> None:
    assert survival([]) == ()
