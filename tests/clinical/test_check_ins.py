"""Which answers make a check-in."""

from dataclasses import replace
from math import inf, nan

import pytest

from journal.clinical.check_ins import problems
from journal.clinical.conditions import EXTRAS
from journal.clinical.entries import CheckIn, Facets, Note, Source

ALICE = CheckIn(mood=6, function=7.5)


def pointers(content: CheckIn, source: Source = Source.PATIENT) -> list[str]:
    return [problem.pointer for problem in problems(content, source)]


def test_alice_answers_mood_and_function_and_is_done() -> None:
    assert problems(ALICE) == []


def test_alice_may_answer_everything() -> None:
    full = CheckIn(
        mood=0,
        function=10,
        sleep_hours=24,
        energy=0.5,
        anxiety=10,
        pain=0,
        facets=Facets(work=1, people=10),
        extra={"time_taken_by_obsessions": 3.5, "needs_less_sleep": True, "safe": False},
        note=Note(text="Walked 🌳\nto the lake", private=True),
    )
    assert problems(full) == []


def test_alice_may_leave_both_open_on_a_day_that_was_too_hard() -> None:
    assert problems(CheckIn(mood=None, function=None, too_hard=True)) == []


def test_alice_cannot_leave_one_open_on_any_other_day() -> None:
    assert pointers(CheckIn(mood=None, function=5)) == ["/mood"]
    assert pointers(CheckIn(mood=5, function=None)) == ["/function"]
    assert pointers(CheckIn(mood=None, function=None)) == ["/mood", "/function"]


@pytest.mark.parametrize("value", [-0.1, 10.1, nan, inf, -inf, True, 10**400])
def test_a_rating_outside_0_to_10_is_refused(value: float) -> None:
    content = CheckIn(mood=value, function=value, energy=value, anxiety=value, pain=value)
    assert pointers(content) == ["/mood", "/function", "/energy", "/anxiety", "/pain"]


@pytest.mark.parametrize("value", [-0.1, 24.1, nan, False])
def test_a_night_has_0_to_24_hours(value: float) -> None:
    assert pointers(replace(ALICE, sleep_hours=value)) == ["/sleep_hours"]


@pytest.mark.parametrize("place", ["work", "home", "people"])
def test_function_in_one_place_is_a_rating_too(place: str) -> None:
    assert pointers(replace(ALICE, facets=Facets(**{place: 11}))) == [f"/facets/{place}"]


@pytest.mark.parametrize("name", ["", "Safe", "a" * 41, "a-b", "a\n", "\ud800", "pain/../x"])
def test_the_name_of_an_added_answer_is_never_repeated(name: str) -> None:
    found = problems(replace(ALICE, extra={name: 1}))
    assert [problem.pointer for problem in found] == ["/extra"]
    assert name == "" or name not in found[0].detail


@pytest.mark.parametrize("value", [nan, inf, 10**400, -1_000_001])
def test_an_added_answer_is_a_number_one_can_read(value: float) -> None:
    assert pointers(replace(ALICE, extra={"cravings": value})) == ["/extra/cravings"]


def test_a_clinic_adds_at_most_twenty_answers() -> None:
    names = [f"added_{letter}" for letter in "abcdefghijklmnopqrstu"]
    assert problems(replace(ALICE, extra=dict.fromkeys(names[:20], 1))) == []
    assert pointers(replace(ALICE, extra=dict.fromkeys(names, 1))) == ["/extra"]


def test_the_scales_of_a_condition_go_from_0_to_10() -> None:
    assert problems(replace(ALICE, extra=dict.fromkeys(EXTRAS, 10))) == []
    assert pointers(replace(ALICE, extra=dict.fromkeys(EXTRAS, 11))) == [f"/extra/{name}" for name in EXTRAS]


@pytest.mark.parametrize("value", [0, 1, 0.0])
def test_not_safe_is_never_mistaken_for_a_number(value: float) -> None:
    assert pointers(replace(ALICE, extra={"safe": value})) == ["/extra/safe"]


@pytest.mark.parametrize("text", ["a\0b", chr(0xD800), chr(0xDFFF), "x" * 4_001])
def test_a_note_is_text_of_at_most_4000_characters(text: str) -> None:
    found = problems(replace(ALICE, note=Note(text=text)))
    assert [problem.pointer for problem in found] == ["/note/text"]
    assert text not in found[0].detail


def test_every_broken_rule_is_named_at_once() -> None:
    broken = CheckIn(mood=None, function=11, pain=-1, extra={"B": 1}, note=Note(text="\0"))
    assert pointers(broken) == ["/mood", "/function", "/pain", "/extra", "/note/text"]


@pytest.mark.parametrize(
    "content",
    [
        CheckIn(mood=4, function=None),
        CheckIn(mood=None, function=4),
        CheckIn(mood=None, function=None, pain=0),
        CheckIn(mood=None, function=None, sleep_hours=7),
        CheckIn(mood=None, function=None, facets=Facets(home=3)),
        CheckIn(mood=None, function=None, extra={"cravings": 1}),
        CheckIn(mood=None, function=None, note=Note(text="no beep")),
        CheckIn(mood=None, function=None, too_hard=True),
    ],
)
def test_an_imported_diary_may_lack_answers(content: CheckIn) -> None:
    assert problems(content, Source.IMPORT) == []


def test_an_imported_check_in_holds_an_answer_at_all() -> None:
    assert pointers(CheckIn(mood=None, function=None), Source.IMPORT) == [""]
    assert pointers(CheckIn(mood=None, function=None, facets=Facets()), Source.IMPORT) == [""]
    assert pointers(CheckIn(mood=11, function=None), Source.IMPORT) == ["/mood"]
