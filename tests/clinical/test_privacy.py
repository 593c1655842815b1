"""What Alice keeps to herself."""

from dataclasses import replace

import pytest

from journal.clinical.entries import CheckIn, Content, Event, HomeReading, MedicationStatement, Note, SideEffect, Taking
from journal.clinical.privacy import for_clinic
from tests.clinical.test_red_flags import NOW, phq_9, reported

PRIVATE, SHARED = Note(text="for me alone", private=True), Note(text="for Dana", private=False)


def _written(note: Note | None) -> list[CheckIn | SideEffect | Event]:
    return [
        CheckIn(mood=3, function=4, note=note),
        SideEffect(effect="nausea", severity=1, interference=1, started_at=NOW, note=note),
        Event(title="Moved house", note=note),
    ]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_private_note_is_not_there_for_the_clinic_and_the_rest_is(place: int) -> None:
    shown = for_clinic(reported(_written(PRIVATE)[place]))
    assert shown == reported(_written(None)[place])


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("note", [SHARED, None])
def test_what_is_not_private_is_shown_as_it_is(place: int, note: Note | None) -> None:
    written = reported(_written(note)[place])
    assert for_clinic(written) == written


@pytest.mark.parametrize(
    "content", [phq_9(1), HomeReading(systolic=120, diastolic=80), MedicationStatement(name="X", status=Taking.TAKING)]
)
def test_what_has_no_note_is_shown_as_it_is(content: Content) -> None:
    assert for_clinic(reported(content)) == reported(content)


def test_that_a_private_note_does_not_open_is_hers_to_know_too() -> None:
    closed = replace(reported(CheckIn(mood=3, function=4, note=Note(text="", private=True))), unreadable=True)
    assert not for_clinic(closed).unreadable
    shared = replace(closed, content=CheckIn(mood=3, function=4, note=Note(text="")))
    assert for_clinic(shared).unreadable
