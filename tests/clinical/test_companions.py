"""What a companion may report: four effects, begun within the day of the pass."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from journal.clinical.companions import EFFECTS, problems
from journal.clinical.entries import CheckIn, Draft, SideEffect
from journal.clinical.ids import EntryId
from journal.clinical.side_effects import EFFECTS as KNOWN

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
