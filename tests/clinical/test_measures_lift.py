"""Lift, the person's own threshold and the days above it: the figures of one interval beside its n."""

import csv
from pathlib import Path

import pytest

from journal.clinical.measures import medians_of, yardstick
from journal.clinical.rules import DEFAULT, rules
from tests.clinical.test_recovery import analysed, moods, session

MEDIANS = list(
    csv.DictReader((Path(__file__).parent / "reference/medians.csv").read_text(encoding="utf-8").splitlines())
)


def test_lift_is_the_peak_less_the_baseline() -> None:
    mood = analysed(moods((-2, 3), (-1, 4), (1, 7), (2, 8), (3, 7)), session(0)).intervals[0].mood
    assert (mood.baseline, mood.peak, mood.lift) == (3.5, 7.5, 4.0)


def test_a_best_that_is_below_the_baseline_is_a_negative_lift() -> None:
    mood = analysed(moods((-2, 6), (-1, 6), (1, 5), (2, 4), (3, 5)), session(0)).intervals[0].mood
    assert (mood.lift, mood.days_above) == (-1.0, 0)


def test_days_above_are_of_the_days_answered_after_the_sessions_own() -> None:
    ratings = moods((-2, 3), (-1, 3), (0, 9), (1, 5), (2, 4.9), (4, 6), (9, 3))
    mood = analysed(ratings, session(0)).intervals[0].mood
    assert (mood.threshold, mood.days_above, mood.n) == (3 + DEFAULT["onset.points"], 2, 4)


def test_binary_fractions_do_not_decide_whether_a_day_is_above() -> None:
    mood = analysed(moods((-2, 2.3), (-1, 2.3), (1, 4.3), (2, 4.3)), session(0)).intervals[0].mood
    assert mood.threshold == pytest.approx(4.3)
    assert mood.days_above == 2


def test_without_a_baseline_there_is_a_count_and_nothing_to_compare() -> None:
    mood = analysed(moods((-1, 3), (1, 7), (2, 7)), session(0)).intervals[0].mood
    assert (mood.threshold, mood.lift, mood.days_above, mood.n) == (None, None, None, 2)


def test_without_an_answer_after_it_nothing_is_above_and_nothing_is_below() -> None:
    mood = analysed(moods((-2, 3), (-1, 3), (0, 7)), session(0)).intervals[0].mood
    assert (mood.threshold, mood.lift, mood.days_above, mood.n) == (5, None, None, 0)


def test_an_interval_before_the_first_entry_has_nothing_of_what_came_after_it() -> None:
    ratings = moods((8, 6), (9, 7), (10, 7))
    before, after = analysed(ratings, session(0), session(5, number=2)).intervals
    assert (before.days, before.adherence, before.mood.n, before.mood.peak) == (5, 0, 0, None)
    assert (after.days, after.mood.n, after.mood.peak, after.mood.peak_day) == (6, 3, 7, 5)


@pytest.mark.parametrize("row", MEDIANS, ids=lambda row: row["why"])
def test_a_median_is_of_the_days_the_clinic_takes_and_as_many_answers_as_it_wants(row: dict[str, str]) -> None:
    by = yardstick(rules(2, {"median.days": float(row["days"]), "median.min_days": float(row["least"])}, {}))
    values = [None if token == "-" else float(token) for token in row["values"].split()]
    found = enumerate(medians_of(values, by))
    assert " ".join(f"{day}:{value:g}" for day, value in found if value is not None) == row["medians"]


def test_the_line_of_loss_is_a_point_above_the_baseline() -> None:
    mood = analysed(moods((-2, 3), (-1, 4), (1, 7)), session(0)).intervals[0].mood
    assert (mood.baseline, mood.loss_line, mood.threshold) == (3.5, 4.5, 5.5)
