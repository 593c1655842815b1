"""The rules as they are shipped, row by row, and which moves of a clinic are refused."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from journal.clinical.alerts import Tier
from journal.clinical.rule_rows import ROWS, Unit
from journal.clinical.rules import CATALOGUE, DEFAULT, SHIPPED, TIERS, Change, Rules, changes, problems, rules

TABLE = list(csv.DictReader((Path(__file__).parent / "reference/rules.csv").read_text(encoding="utf-8").splitlines()))


def test_the_catalogue_and_the_table_have_the_same_rows() -> None:
    assert [row["rule"] for row in TABLE] == [row.id for row in ROWS] == list(CATALOGUE)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["rule"])
def test_a_rule_is_shipped_with_its_number_its_limits_and_its_source(row: dict[str, str]) -> None:
    found = CATALOGUE[row["rule"]]
    assert (str(found.default), str(found.least), str(found.most)) == (row["shipped"], row["least"], row["most"])
    assert (found.unit.value, found.source, found.label) == (row["unit"], row["source"], row["what"])
    assert found.fixed is (row["least"] == row["most"])
    assert found.label_es and found.label_es != found.label
    assert DEFAULT[row["rule"]] == found.default and DEFAULT.version == SHIPPED == 1


MOVABLE = [row["rule"] for row in TABLE if row["least"] != row["most"]]
FIXED = [row["rule"] for row in TABLE if row["least"] == row["most"]]
# Wide enough that nothing is refused for what it is beside another row.
WIDE = rules(
    2, {"baseline.days": 7, "median.days": 7, "fading.window_days": 7, "onset.points": 4, "loss.points": 0}, {}
)


def _refused(values: dict[str, float], known: Rules = WIDE) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.detail) for problem in problems(values, {}, known)]


@pytest.mark.parametrize("rule", MOVABLE)
def test_a_clinic_moves_a_rule_to_its_limits_and_no_further(rule: str) -> None:
    found = CATALOGUE[rule]
    known = rules(2, {**WIDE.values, "baseline.min_days": 1, "median.min_days": 1, "fading.window_min_days": 1}, {})
    assert [_refused({rule: value}, known) for value in (found.least, found.most)] == [[], []] or rule in BESIDE
    detail = f"must be from {found.least:g} to {found.most:g}"
    for beyond in (found.least - 1, found.most + 1, True):
        assert (f"/values/{rule}", detail) in _refused({rule: beyond}, known)


BESIDE = {"onset.points", "loss.points"}
"""Rows whose limits depend on one another: see below."""


@pytest.mark.parametrize("rule", FIXED)
def test_what_is_the_same_for_every_clinic_is_not_moved_and_may_be_said(rule: str) -> None:
    shipped = CATALOGUE[rule].default
    assert _refused({rule: shipped}) == []
    detail = f"is {shipped:g} for every clinic and cannot be moved"
    for other in (shipped - 1, shipped + 1, True):
        assert _refused({rule: other}) == [(f"/values/{rule}", detail)]


def test_what_counts_stays_whole_and_points_need_not() -> None:
    assert _refused({"silence.days": 2.5}) == [("/values/silence.days", "must be a whole number")]
    assert _refused({"silence.days": 2.0, "onset.points": 2.5, "trend.notable": 0.5}) == []


@pytest.mark.parametrize(
    ("part", "whole", "most"),
    [
        ("baseline.min_days", "baseline.days", 4),
        ("median.min_days", "median.days", 4),
        ("fading.window_min_days", "fading.window_days", 4),
    ],
)
def test_no_more_days_are_asked_for_than_there_are(part: str, whole: str, most: int) -> None:
    assert _refused({part: most, whole: most}, DEFAULT) == []
    assert _refused({part: most + 1, whole: most}, DEFAULT) == [
        (f"/values/{part}", "must not be more than the days there are")
    ]
    # Also where only one of the two is moved.
    assert _refused({part: most}, DEFAULT) == [(f"/values/{part}", "must not be more than the days there are")]


def test_benefit_is_lost_lower_than_it_begins() -> None:
    detail = ("/values/loss.points", "must be less than what makes an onset")
    assert _refused({"onset.points": 2, "loss.points": 1.9}, DEFAULT) == []
    assert _refused({"onset.points": 2, "loss.points": 2}, DEFAULT) == [detail]
    assert _refused({"loss.points": 2.5}, DEFAULT) == [detail]
    assert _refused({"onset.points": 1}, DEFAULT) == [detail]
    assert _refused({"onset.points": 4, "loss.points": 3}, DEFAULT) == []


@pytest.mark.parametrize(("values", "tiers"), [({"none": 1.0}, {}), ({}, {"none": Tier.PAGE})])
def test_a_rule_there_is_none_of_is_not_repeated(values: dict[str, float], tiers: dict[str, Tier]) -> None:
    [found] = problems(values, tiers)
    assert (found.pointer, found.detail) == ("", "names a rule there is none of")


@pytest.mark.parametrize("flag", list(TIERS))
def test_a_red_flag_becomes_more_urgent_and_never_less(flag: str) -> None:
    shipped = list(Tier).index(TIERS[flag])
    for place, tier in enumerate(Tier):
        pointers = [problem.pointer for problem in problems({}, {flag: tier})]
        assert pointers == ([f"/tiers/{flag}"] if place > shipped else [])


def test_a_clinic_may_say_the_whole_table_as_it_is_shipped() -> None:
    assert problems(DEFAULT.values, TIERS) == []


def test_a_version_says_what_it_has_moved_and_nothing_else() -> None:
    moved = rules(2, {"silence.days": 5, "trend.days": 9, "gone": 1}, {"very-severe": Tier.PAGE})
    assert changes(DEFAULT, moved) == (
        Change(id="silence.days", before=3, after=5),
        Change(id="very-severe", before=Tier.SAME_DAY, after=Tier.PAGE),
    )
    assert changes(moved, moved) == ()


def test_a_length_of_time_is_in_the_unit_of_its_row() -> None:
    assert DEFAULT.span("silence.days") == timedelta(days=3)
    assert DEFAULT.span("late.check_in") == timedelta(hours=36)
    assert DEFAULT.span("alert.page") == timedelta(minutes=15)
    assert {row.unit for row in ROWS} == set(Unit)
