"""What a companion may report: four effects, begun within the day of the pass."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from journal.clinical.companions import EFFECTS, problems, session_of
from journal.clinical.entries import CheckIn, Draft, SideEffect
from journal.clinical.ids import EntryId
from journal.clinical.side_effects import EFFECTS as KNOWN
from tests.clinical.test_recovery import session

MADE = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def _draft(effect: str = "nausea", started: timedelta = timedelta(0), occurred: timedelta = timedelta(0)) -> Draft:
    content = SideEffect(effect=effect, severity=1, interference=1, started_at=MADE + started)
    return Draft(id=EntryId(uuid4()), occurred_at=MADE + occurred, zone="UTC", content=content)


def test_a_companion_reports_effects_of_the_table_that_can_be_seen_from_outside() -> None:
    assert set(EFFECTS) < set(KNOWN)
    assert [effect for effect in KNOWN if not problems(_draft(effect), since=MADE)] == [
        effect for effect in KNOWN if effect in EFFECTS
    ]


def test_a_companion_does_not_answer_for_the_patient() -> None:
    check_in = Draft(id=EntryId(uuid4()), occurred_at=MADE, zone="UTC", content=CheckIn(mood=5, function=5))
    assert [problem.pointer for problem in problems(check_in, since=MADE)] == ["/effect"]


@pytest.mark.parametrize(
    ("before", "pointers"),
    [
        (timedelta(minutes=10), []),
        (timedelta(minutes=10, seconds=1), ["/started_at", "/occurred_at"]),
    ],
)
def test_a_report_is_of_the_day_of_the_pass_as_far_as_clocks_agree(before: timedelta, pointers: list[str]) -> None:
    draft = _draft(started=-before, occurred=-before)
    assert [problem.pointer for problem in problems(draft, since=MADE)] == pointers


@pytest.mark.parametrize(
    ("hours_ago", "brought_home_from"),
    [((-0.1,), None), ((0,), 0), ((23.9,), 0), ((24,), None), ((30, 20, 2), 2), ((20, -1), 0), ((), None)],
)
def test_somebody_is_brought_home_from_the_last_session_that_began_within_the_day(
    hours_ago: tuple[float, ...], brought_home_from: int | None
) -> None:
    held = [
        replace(session(0, number=place), started_at=MADE - timedelta(hours=hours))
        for place, hours in enumerate(hours_ago)
    ]
    found = session_of(held, MADE)
    assert (None if found is None else found.int) == brought_home_from
