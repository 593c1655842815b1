"""What a clinic may set for itself."""

from dataclasses import replace
from datetime import time
from uuid import uuid4

import pytest

from journal.clinical.clinics import Clinic, CrisisNumbers, OnCall, Words, problems
from journal.clinical.ids import ClinicId
from journal.clinical.office_hours import Opening

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


def test_a_clinic_that_sets_nothing_has_sound_words() -> None:
    bare = replace(NORTH, crisis=None)
    assert problems(bare) == []
    assert bare.words == Words()


@pytest.mark.parametrize("number", ["911", "112", "(212) 555-0142", "+1 212 555 0142", "*123#", "1.800.273.8255"])
def test_a_number_that_can_be_dialled_is_one(number: str) -> None:
    assert _pointers(replace(NORTH, crisis=CrisisNumbers(emergency=number, line=number))) == []


@pytest.mark.parametrize("number", ["", "9", "call us", "911\n", "٩١١", "tel:911", "9" * 33, " 911", "<b>911</b>"])
def test_a_number_that_cannot_be_dialled_is_refused(number: str) -> None:
    crisis = CrisisNumbers(emergency=number, line=number)
    assert _pointers(replace(NORTH, crisis=crisis)) == ["/crisis/emergency", "/crisis/line"]


def test_a_clinic_is_in_a_zone_of_the_database() -> None:
    assert _pointers(replace(NORTH, zone="Mars/Olympus")) == ["/zone"]


def test_office_hours_and_who_is_on_call_are_looked_at() -> None:
    week = Opening(days=(1, 2, 3, 4, 5), opens=time(8), closes=time(18))
    assert problems(replace(NORTH, office_hours=(week,), on_call=OnCall(name="Dr. Ng", phone="555-0199"))) == []
    assert _pointers(replace(NORTH, on_call=OnCall(name=" ", phone="call me"))) == ["/on_call/name", "/on_call/phone"]
    for wrong, pointer in (
        (replace(week, days=()), "/office_hours/0/days"),
        (replace(week, days=(1, 1)), "/office_hours/0/days"),
        (replace(week, days=(0, 8)), "/office_hours/0/days"),
        (replace(week, closes=time(8)), "/office_hours/0/to"),
    ):
        assert _pointers(replace(NORTH, office_hours=(wrong,))) == [pointer]
    assert _pointers(replace(NORTH, office_hours=(week,) * 22)) == ["/office_hours"]
