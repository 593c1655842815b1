"""What the journal said before a report: the rows of `reference/past.csv`. Times are hours before the report."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical.entries import CheckIn, Content, Entry, HomeReading
from journal.clinical.ids import EntryId
from journal.clinical.past import past
from journal.clinical.questionnaires import Scored
from journal.clinical.red_flags import NOTHING
from journal.clinical.rules import rules
from tests.clinical.test_recovery import session
from tests.clinical.test_red_flags import NOW, effect, phq_9, reported

ROWS = list(csv.DictReader((Path(__file__).parent / "reference/past.csv").read_text(encoding="utf-8").splitlines()))


def _told(row: dict[str, str]) -> Entry:
    content: Content = CheckIn(mood=3, function=3)
    if row["told"] != "check-in":
        ended = float(row["told_to"]) if row["told_to"] else None
        content = effect(row["told"], int(row["told_severity"]), float(row["told_from"]), ended)
    return replace(reported(content), id=EntryId(UUID(int=7)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['asked']}: {row['why']}")
def test_an_effect_was_there_before_or_it_was_not(row: dict[str, str]) -> None:
    asked = HomeReading(systolic=180, diastolic=90) if row["asked"] == "blood_pressure" else effect(row["asked"], 2, 1)
    found = past(reported(asked), effects=[_told(row)])
    assert found.effects | found.symptoms == frozenset({row["there"]} - {""})


def test_a_report_is_no_past_of_its_own_and_neither_is_what_it_corrects() -> None:
    asked = reported(effect("dysuria", 2, 1))
    told = replace(reported(effect("dysuria", 2, 50, 48)), id=EntryId(UUID(int=7)))
    assert past(asked, effects=[replace(told, id=asked.id)]) == NOTHING
    assert past(replace(asked, replaces=told.id), effects=[told]) == NOTHING


def _answered(number: int, hours_ago: float, total: float, item9: int | None = 0) -> Scored:
    at = NOW - timedelta(hours=hours_ago)
    return Scored(
        entry=EntryId(UUID(int=number)),
        questionnaire="phq-9",
        version="1",
        at=at,
        date=at.date(),
        total=total,
        band="",
        item9=item9,
    )


def test_item_9_of_before_is_that_of_the_last_form_answered_before() -> None:
    asked = replace(reported(phq_9(2)), id=EntryId(UUID(int=5)))
    before = [_answered(1, 336, 5, item9=3), _answered(2, 168, 5, item9=1)]
    others = [_answered(3, 24, 5, item9=None), _answered(5, 0, 5, item9=2), _answered(6, -1, 5, item9=0)]
    assert past(asked, answers=[*before, *others]).item9 == 1
    assert past(asked, answers=others).item9 is None


def test_of_two_forms_of_one_instant_the_one_written_down_first_came_before() -> None:
    asked = replace(reported(phq_9(2)), id=EntryId(UUID(int=5)))
    assert past(asked, answers=[_answered(4, 0, 5, item9=3)]).item9 == 3
    assert past(asked, answers=[_answered(6, 0, 5, item9=3)]).item9 is None


def _worse(total: float, *, least: int = 5, days_since: int = 5, answered: bool = True) -> float | None:
    first = replace(session(0), started_at=NOW - timedelta(days=days_since), local_date=NOW.date())
    told = [_answered(1, 24 * (days_since + 1), 10), _answered(2, 0, total)]
    asked = replace(reported(phq_9(0)), id=told[1].entry)
    by = rules(2, {"phq-9.worse": least}, {})
    return past(asked, answers=told if answered else told[:1], sessions=[first], rules=by).worse_by


def test_a_phq_9_is_worse_from_five_points_above_its_baseline_or_sooner_where_the_clinic_says_so() -> None:
    assert [_worse(total) for total in (9, 14, 15, 20)] == [None, None, 5, 10]
    assert [_worse(total, least=3) for total in (12, 13)] == [None, 3]


def test_before_the_first_session_nothing_is_worse() -> None:
    assert _worse(20, days_since=-1) is None


def test_a_form_that_has_no_score_is_not_worse() -> None:
    assert _worse(20, answered=False) is None


def test_nothing_else_has_a_past() -> None:
    assert past(reported(CheckIn(mood=1, function=1)), effects=[reported(effect("dysuria", 2, 50, 48))]) == NOTHING
