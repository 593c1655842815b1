"""The estimate of fading on made-up patients, in short: the page is `docs/validation.md`, the whole `make validate`."""

import re
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

import pytest

from journal.clinical import recovery
from journal.clinical.fading_odds import WEIGHTS, Signs, Weights, lost_by
from journal.clinical.ratings import Ratings
from validation.courses import LIFTS, NEAR_LOSS, Shape
from validation.figures import calibration, deciles, detection, estimates, told
from validation.looks import Look, Seen, seen
from validation.patients import FIRST, Made, made, patients
from validation.report import REPORTED_ON, SMALL_PART, report, small_part
from validation.training import train

PAGE = (Path(__file__).parents[2] / "docs" / "validation.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def people() -> list[Seen]:
    """The first of the page's own patients."""
    return [seen(one) for one in patients(REPORTED_ON, SMALL_PART)]


def test_the_page_has_the_figures_of_these_patients_and_parameters(people: list[Seen]) -> None:
    assert f"worked out again by the tests: {small_part(people)}." in PAGE


def test_the_page_has_the_journals_weights() -> None:
    told_there = dict(re.findall(r"^\| weight: (\w+) \| (-?[\d.]+) \|$", PAGE, re.MULTILINE))
    assert {name: float(value) for name, value in told_there.items()} == {
        field.name: getattr(WEIGHTS, field.name) for field in fields(WEIGHTS)
    }


def test_the_page_says_what_it_is_and_where_it_fails() -> None:
    assert "**These are made-up patients**" in PAGE
    assert "## What falls short" in PAGE
    assert not re.search(r"/work|\d{4}-\d{2}-\d{2}", PAGE)


def test_the_days_shown_hold_the_true_one_about_as_often_as_said(people: list[Seen]) -> None:
    found = estimates(people, WEIGHTS)
    whole = calibration(found)
    assert whole.patients >= 40
    assert 0.70 <= whole.coverage <= 0.92
    assert abs(whole.predicted - whole.observed) <= 0.10
    assert whole.brier < 0.85 * whole.base_brier


def test_the_more_is_said_the_more_happens(people: list[Seen]) -> None:
    found = [group for group in deciles(estimates(people, WEIGHTS)) if group]
    low, high = [each for group in found[:3] for each in group], [each for group in found[-3:] for each in group]
    assert calibration(low).observed < 0.45
    assert calibration(high).observed > 0.70


def test_wear_off_is_found_more_surely_than_by_the_rule_alone(people: list[Seen]) -> None:
    lost = told(people)
    worn_off, rule = detection(lost, lambda who: who.worn_off_day), detection(lost, lambda who: who.rule_day)
    assert worn_off.early < rule.early
    assert worn_off.early <= 0.20 and worn_off.found >= 0.60


def test_the_same_seed_makes_the_same_page(people: list[Seen]) -> None:
    again = [seen(one) for one in patients(REPORTED_ON, 20)]
    assert report(again * 4) == report(people[:20] * 4)
    assert made(REPORTED_ON, 7) == made(REPORTED_ON, 7) != made(REPORTED_ON + 1, 7)


def test_an_evenings_look_knows_what_the_journal_knows_that_evening(people: list[Seen]) -> None:
    """The quick way, one interval a day, against the journal's own analysis of all that was written by then."""
    looked = [who for who in people if len(who.looks) > 5][:6]
    for who in looked:
        by_day = {look.day: look for look in who.looks}
        for day in range(1, max(by_day) + 2):
            said = recovery.analyse(
                until(who.made, day), who.made.sessions, start=FIRST, end=FIRST, today=today(who.made, day)
            ).fading
            assert said is not None
            if day in by_day:
                assert said.chance_7_days == round(list(lost_by(by_day[day].signs))[7], 2)
            else:
                assert said.chance_7_days is None


def today(one: Made, day: int) -> date:
    return one.sessions[-1].local_date + timedelta(days=day)


def until(one: Made, day: int) -> Ratings:
    """What was written by the evening of that day of the last interval."""
    last = today(one, day).toordinal()
    kept = [place for place, written in enumerate(one.ratings.day) if written <= last]
    columns = {field.name: getattr(one.ratings, field.name) for field in fields(Ratings)}
    return Ratings(**{name: [column[place] for place in kept] for name, column in columns.items()})


def test_training_finds_weights_that_made_the_losses() -> None:
    """Losses drawn, without chance, in the shares that known weights give: training finds those weights again."""
    truth = Weights(start=-0.5, clock=0.5, distance=-0.5, fall=1.0, unseen=1.0, unseen_distance=-0.5)
    looks = []
    for days in (10, 20):
        for day in (5, 15):
            for distance in (0.5, 3.0):
                for fall in (0.0, 0.4):
                    signs = Signs(held=[(days, True)] * 3, day=day, distance=distance, fall=fall)
                    lost = list(lost_by(signs, truth))
                    shares = [after - before for before, after in zip([0.0, *lost], lost, strict=False)]
                    looks += [
                        Look(day=day, signs=signs, left=ahead)
                        for ahead, share in enumerate(shares)
                        for _ in range(round(400 * share))
                    ]
    found = train(looks)
    for field in fields(Weights):
        assert getattr(found, field.name) == pytest.approx(getattr(truth, field.name), abs=0.12)


def test_courses_that_decline_stand_at_the_line_on_their_day_and_those_that_drop_begin_to_there() -> None:
    for full in (2.5, 4.0):
        for shape in (Shape.LINEAR, Shape.DRIFT):
            assert LIFTS[shape](20, full, 20.0) == pytest.approx(NEAR_LOSS)
        for shape in (Shape.PLATEAU, Shape.SIGMOID):
            assert LIFTS[shape](20, full, 20.0) == pytest.approx(full - NEAR_LOSS, abs=0.01)
            assert LIFTS[shape](32, full, 20.0) < NEAR_LOSS


def test_no_response_never_reaches_benefit() -> None:
    assert max(LIFTS[Shape.NONE](day, 5.0, 20.0) for day in range(60)) < NEAR_LOSS


def test_of_whom_too_little_was_seen_nothing_is_said(people: list[Seen]) -> None:
    assert any(not who.known for who in people)
    assert all(not who.looks and who.worn_off_day is None for who in people if not who.known)
