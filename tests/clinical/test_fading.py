"""Who is fading: the rows of `reference/fading.csv`, and the edges."""

import csv
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from math import exp
from pathlib import Path

import pytest

from journal.clinical.fading import Benefit, Fading, Turning, fading, listed_from, signs, worn_off
from journal.clinical.fading_odds import HORIZON_DAYS, WEIGHTS, Signs, Weights, each_day, lost_by, odds

ROWS = list(csv.DictReader((Path(__file__).parent / "reference/fading.csv").read_text(encoding="utf-8").splitlines()))
TODAY = date(2026, 11, 23)
LOST = {"yes": True, "no": False, "never": None}


def course(held: str, current: Benefit) -> list[Benefit]:
    """Past intervals of so many days, four weeks apart, `+` where the next session cut them off; then the current."""
    tokens = held.split()
    return [
        *(
            Benefit(
                date=current.date - timedelta(days=28 * (len(tokens) - place)),
                baseline=3.0,
                held_days=int(token.rstrip("+")),
                lost=not token.endswith("+"),
            )
            for place, token in enumerate(tokens)
        ),
        current,
    ]


def begun(days_ago: int, *, baseline: float | None = 3.0, lost: bool | None = False) -> Benefit:
    return Benefit(date=TODAY - timedelta(days=days_ago), baseline=baseline, held_days=days_ago, lost=lost)


def by_day(moods: str) -> dict[date, float | None]:
    """The last days' ratings, today's last; `-` is a day without an entry."""
    tokens = moods.split()
    return {
        TODAY - timedelta(days=len(tokens) - 1 - place): float(token)
        for place, token in enumerate(tokens)
        if token != "-"
    }


def found(row: dict[str, str]) -> Fading:
    baseline = float(row["baseline"]) if row["baseline"] else None
    current = begun(int(row["days_ago"]), baseline=baseline, lost=LOST[row["lost_now"]])
    said = fading(course(row["held"], current), by_day(row["moods"]), {}, TODAY)
    assert said is not None
    return said


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_an_interval_stands_against_the_past_ones_as_a_clinician_reads_it(row: dict[str, str]) -> None:
    said = found(row)
    assert (said.n, said.day) == (int(row["n"]), int(row["days_ago"]))
    assert (said.low_days, said.high_days) == tuple(int(row[end]) if row[end] else None for end in ("low", "high"))
    assert said.turning_down == Turning(mood=row["mood_down"] == "yes", function=False)
    assert (said.why_not.value if said.why_not else "") == row["why_not"]
    assert said.worn_off is {"yes": True, "no": False, "": None}[row["worn_off"]]
    chance = (said.chance_7_days, said.low_day_80, said.high_day_80)
    assert (chance == (None, None, None)) == bool(row["why_not"])


def test_before_the_first_session_nothing_fades() -> None:
    assert fading([], {}, {}, TODAY) is None
    assert fading([begun(-1)], {}, {}, TODAY) is None


def test_a_session_to_come_starts_no_interval() -> None:
    known = course("19 21 24", begun(10))
    moods = by_day("7 7 7 7 7 7 7")
    assert fading([*known, begun(-3)], moods, moods, TODAY) == fading(known, moods, moods, TODAY)


def test_what_came_before_the_session_and_on_its_day_is_no_sign() -> None:
    known = course("19 21 24", begun(4))
    after = by_day("7 7 6 6")
    before = {TODAY - timedelta(days=back): 1.0 for back in range(4, 12)}
    assert fading(known, {**before, **after}, {}, TODAY) == fading(known, after, {}, TODAY)


def test_both_lines_have_to_turn_down_and_the_shortest_has_to_be_near() -> None:
    falling, level = by_day("7 7 7 6 5 5"), by_day("7 7 7 7 7 7")
    for days_ago, mood, function, listed in (
        (17, falling, falling, 17),
        (25, falling, falling, 17),
        (16, falling, falling, None),
        (17, falling, level, None),
        (17, level, falling, None),
    ):
        said = fading(course("19 24 21", begun(days_ago)), mood, function, TODAY)
        assert said is not None and listed_from(said) == listed
    few = fading(course("19 24", begun(17)), falling, falling, TODAY)
    assert few is not None and listed_from(few) is None


def test_a_turn_needs_two_of_three_days_on_either_side() -> None:
    for moods, down in (("8 - 7 - 5 4", True), ("8 - - 6 5 4", False), ("8 8 7 - - 4", False)):
        said = fading(course("19 21 24", begun(17)), by_day(moods), {}, TODAY)
        assert said is not None and said.turning_down.mood is down


def test_the_signs_are_the_weeks_mean_above_the_line_and_the_fall_of_the_median() -> None:
    moods = by_day("8 8 8 8 7 7 6 6 6 5 5 5")
    seen = signs(course("19 21+ 24 20 0+", begun(17)), moods, TODAY)
    assert isinstance(seen, Signs)
    assert (list(seen.held), seen.day) == ([(19, True), (21, False), (24, True), (20, True)], 17)
    # The week's mean is 40 / 7; the line of loss 3 + 1. The median a week before day 17 is 8, now it is 5.
    assert seen.distance == pytest.approx(40 / 7 - 4)
    assert seen.fall == pytest.approx(3 / 7)


def test_a_rise_is_no_fall_and_neither_is_what_cannot_be_compared() -> None:
    for days_ago, moods in ((17, "4 4 5 5 6 6 7 7 7"), (3, "7 6 7"), (17, "9 9 9 - - - - - 6 6 6 6")):
        seen = signs(course("19 21 24", begun(days_ago)), by_day(moods), TODAY)
        assert isinstance(seen, Signs) and seen.fall == 0


def test_the_chance_is_of_a_loss_within_a_week_and_the_days_hold_four_fifths_of_it() -> None:
    seen = Signs(held=[(19, True), (21, True), (24, True)], day=17, distance=1.5, fall=0.1)
    lost = list(lost_by(seen))
    said = odds(seen)
    assert len(lost) == HORIZON_DAYS + 1
    assert said.soon == lost[7]
    assert said.high is not None
    low, high = said.low - 17, said.high - 17
    before = lost[low - 1] if low else 0.0
    assert before <= 0.1 < lost[low]
    assert abs(lost[high] - before - 0.8) == min(abs(chance - before - 0.8) for chance in lost)


def test_beyond_the_horizon_no_day_is_named() -> None:
    ages = Signs(held=[(400, True)] * 3, day=5, distance=6.0, fall=0.0)
    said = odds(ages)
    assert (said.high, said.low) == (None, 5 + HORIZON_DAYS + 1)
    assert said.soon < 0.01


def test_near_the_line_it_may_have_been_lost_already() -> None:
    seen = Signs(held=[(19, True), (21, True), (24, True)], day=22, distance=-0.5, fall=0.5)
    assert odds(seen).low == 22


def test_worn_off_needs_two_answers_in_four_days() -> None:
    known = course("19 21 24", begun(21))
    assert worn_off(known, by_day("4 - - 4"), TODAY) is True
    assert worn_off(known, by_day("4 - - -"), TODAY) is None
    assert worn_off([*known[:-1], known[-1]._replace(lost=None)], by_day("4 4 4 4"), TODAY) is None


def test_three_intervals_are_needed_whatever_else_is_known() -> None:
    assert worn_off(course("19 21", begun(21)), by_day("4 4 4 4"), TODAY) is None


def held_of(days: Sequence[int]) -> list[tuple[int, bool]]:
    return [(one, True) for one in days]


def test_a_clinician_can_follow_the_example_of_the_page() -> None:
    """The example in `docs/clinical/recovery.md`."""
    said = odds(Signs(held=held_of((19, 21, 24)), day=17, distance=1.5, fall=0.1))
    document = (Path(__file__).parents[2] / "docs" / "clinical" / "recovery.md").read_text(encoding="utf-8")
    assert f"a chance of {said.soon:.0%} within 7 days, and day {said.low} to {said.high}" in " ".join(document.split())


def test_what_is_trained_is_what_is_added() -> None:
    signs = Signs(held=[(19, True), (21, True), (24, False)], day=17, distance=1.5, fall=0.2)
    weights = [getattr(WEIGHTS, field.name) for field in fields(Weights)]
    holding = 1.0
    for each, lost in zip(each_day(signs), lost_by(signs), strict=True):
        log_odds = sum(weight * sign for weight, sign in zip(weights, each, strict=True))
        holding *= 1 / (1 + exp(log_odds))
        assert lost == pytest.approx(1 - holding, abs=1e-9)
