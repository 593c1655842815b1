"""What a clinic may set for itself: every number within its limits, and none that switches a rule off."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from journal.clinical.alerts import Tier
from journal.clinical.clinics import Clinic, CrisisNumbers, Rules, Words, problems
from journal.clinical.ids import ClinicId
from journal.clinical.red_flags import DUE_AFTER

NORTH = Clinic(
    id=ClinicId(uuid4()),
    name="North",
    phone="(212) 555-0142",
    hours="Mon-Fri 8:00-18:00",
    zone="America/New_York",
    crisis=CrisisNumbers(emergency="911", line="1-800-273-8255", line_name="Lifeline"),
)


def _pointers(clinic: Clinic) -> list[str]:
    return [problem.pointer for problem in problems(clinic)]


def test_a_clinic_that_sets_nothing_has_sound_words_and_the_rules_as_published() -> None:
    bare = replace(NORTH, crisis=None)
    assert problems(bare) == []
    assert Rules().due_after == DUE_AFTER
    assert bare.words == Words()


def test_a_clinic_moves_two_of_the_three_waits_and_the_weekly_review_stays() -> None:
    own = Rules(page_minutes=5, same_day_hours=2).due_after
    assert own == {Tier.PAGE: timedelta(minutes=5), Tier.SAME_DAY: timedelta(hours=2), Tier.REVIEW: timedelta(days=7)}


@pytest.mark.parametrize("number", ["911", "112", "(212) 555-0142", "+1 212 555 0142", "*123#", "1.800.273.8255"])
def test_a_number_that_can_be_dialled_is_one(number: str) -> None:
    assert _pointers(replace(NORTH, crisis=CrisisNumbers(emergency=number, line=number))) == []


@pytest.mark.parametrize("number", ["", "9", "call us", "911\n", "٩١١", "tel:911", "9" * 33, " 911", "<b>911</b>"])
def test_a_number_that_cannot_be_dialled_is_refused(number: str) -> None:
    crisis = CrisisNumbers(emergency=number, line=number)
    assert _pointers(replace(NORTH, crisis=crisis)) == ["/crisis/emergency", "/crisis/line"]


@pytest.mark.parametrize(
    ("rules", "pointer"),
    [
        (Rules(silent_days=0), "/rules/silent_days"),
        (Rules(silent_days=15), "/rules/silent_days"),
        (Rules(page_minutes=4), "/rules/due_after/page_minutes"),
        (Rules(page_minutes=61), "/rules/due_after/page_minutes"),
        (Rules(same_day_hours=0), "/rules/due_after/same_day_hours"),
        (Rules(same_day_hours=25), "/rules/due_after/same_day_hours"),
    ],
)
def test_no_rule_can_be_moved_out_of_reach(rules: Rules, pointer: str) -> None:
    assert _pointers(replace(NORTH, rules=rules)) == [pointer]


def test_the_limits_themselves_may_be_set() -> None:
    for rules in (
        Rules(silent_days=1, page_minutes=5, same_day_hours=1),
        Rules(silent_days=14, page_minutes=60, same_day_hours=24),
    ):
        assert problems(replace(NORTH, rules=rules)) == []
