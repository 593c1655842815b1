"""Which life events can be drawn."""

import pytest

from journal.clinical.entries import Event, Note
from journal.clinical.events import problems


def pointers(content: Event) -> list[str]:
    return [problem.pointer for problem in problems(content)]


def test_alice_notes_a_new_job() -> None:
    assert problems(Event(title="New job", note=Note(text="Started at the library"))) == []
    assert problems(Event(title="x" * 120)) == []


@pytest.mark.parametrize("title", ["", "  \n", "x" * 121, "a\0", "\ud800"])
def test_a_title_is_1_to_120_characters_of_text(title: str) -> None:
    assert pointers(Event(title=title)) == ["/title"]


def test_a_note_has_its_own_pointer() -> None:
    assert pointers(Event(title="", note=Note(text="\0"))) == ["/title", "/note/text"]
