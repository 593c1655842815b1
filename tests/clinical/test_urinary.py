"""When the urinary check is due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from journal.clinical import red_flags, urinary
from journal.clinical.entries import CheckIn, Content, Entry, SideEffect
from journal.clinical.urinary import Check, answered, due
from tests.clinical.making import entry

FIRST = date(2026, 1, 10)
NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def reported(content: Content, at: date = FIRST) -> Entry:
    return entry(content, NOON, local_date=at)


def said(effect: str, severity: int = 0) -> SideEffect:
    return SideEffect(effect=effect, severity=severity, interference=0, started_at=NOON, ended_at=NOON)


@pytest.mark.parametrize(
    ("last_answer", "today", "check"),
    [
        (None, 29, None),
        (None, 30, Check(due_on=day(30), overdue=False)),
        (None, 31, Check(due_on=day(30), overdue=True)),
        (30, 59, None),
        (30, 60, Check(due_on=day(60), overdue=False)),
        (-5, 25, Check(due_on=day(25), overdue=False)),  # told of blood before the first session
    ],
)
def test_it_is_due_monthly_from_the_first_session_on(last_answer: int | None, today: int, check: Check | None) -> None:
    last = None if last_answer is None else day(last_answer)
    assert due(last, [day(14), FIRST], day(today)) == check


def test_nobody_is_asked_who_had_no_session() -> None:
    assert due(None, [], day(100)) is None


def test_nobody_is_asked_in_a_journal_that_is_over() -> None:
    assert due(None, [FIRST], day(100), last_entry=day(35)) is None
    assert due(None, [FIRST], day(100), last_entry=day(95)) is not None


def test_the_question_about_blood_ends_it_whatever_is_said() -> None:
    told = [
        reported(said("haematuria", 2), day(3)),
        reported(said("haematuria"), day(9)),
        reported(said("dysuria"), day(20)),
    ]
    assert answered(told) == day(9)
    assert answered([replace(told[2]), reported(CheckIn(mood=1.0, function=1.0))]) is None


def test_what_it_ends_with_is_one_of_the_urinary_effects() -> None:
    assert urinary.LAST_ASKED in red_flags.URINARY
