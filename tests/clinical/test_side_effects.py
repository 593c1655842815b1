"""Which reports of a side effect make sense, and the table of effects."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from journal.clinical.entries import Note, SideEffect, Source
from journal.clinical.side_effects import EFFECTS, problems

EVENING = datetime(2026, 3, 10, 23, tzinfo=UTC)
NAUSEA = SideEffect(effect="nausea", severity=2, interference=1, started_at=EVENING)
OUTSIDE_THE_FREE_SET = {"dissociation", "salivation", "high_bp"}
LOCAL = {"jaundice", "unusually_high", "craving", "iv_site", "no_fluids"}


def pointers(content: SideEffect) -> list[str]:
    return [problem.pointer for problem in problems(content)]


def test_bob_starts_and_ends_an_episode() -> None:
    assert problems(NAUSEA) == []
    assert problems(replace(NAUSEA, ended_at=EVENING)) == []
    assert problems(replace(NAUSEA, ended_at=EVENING + timedelta(hours=3), note=Note(text="gone"))) == []


def test_an_episode_does_not_end_before_it_starts() -> None:
    assert pointers(replace(NAUSEA, ended_at=EVENING - timedelta(seconds=1))) == ["/ended_at"]


@pytest.mark.parametrize("value", [-1, 5, True, 10**30])
def test_severity_and_interference_are_0_to_4(value: int) -> None:
    assert pointers(replace(NAUSEA, severity=value)) == ["/severity"]
    assert pointers(replace(NAUSEA, interference=value)) == ["/interference"]


@pytest.mark.parametrize("effect", ["", "Nausea", "sick", "nausea\0"])
def test_an_effect_nobody_knows_is_refused(effect: str) -> None:
    assert pointers(replace(NAUSEA, effect=effect)) == ["/effect"]


def test_a_time_without_an_offset_or_of_another_century_is_refused() -> None:
    naive, ancient = EVENING.replace(tzinfo=None), datetime(1, 1, 1, tzinfo=UTC)
    assert pointers(replace(NAUSEA, started_at=naive, ended_at=naive)) == ["/started_at", "/ended_at"]
    assert pointers(replace(NAUSEA, started_at=ancient, ended_at=ancient)) == ["/started_at", "/ended_at"]


def test_the_first_moment_of_1900_is_early_enough() -> None:
    assert problems(replace(NAUSEA, started_at=datetime(1900, 1, 1, tzinfo=UTC))) == []


def test_the_reason_names_the_bounds_and_never_the_value() -> None:
    found = problems(replace(NAUSEA, severity=77, interference=-77))
    assert {problem.detail for problem in found} == {"must be a whole number from 0 to 4"}


def test_a_note_is_text() -> None:
    assert pointers(replace(NAUSEA, note=Note(text="\0"))) == ["/note/text"]


def test_every_effect_has_one_code_and_its_licence() -> None:
    assert len(EFFECTS) == 37
    codes = [effect.snomed for effect in EFFECTS.values() if effect.snomed is not None]
    assert len(codes) == len(set(codes))
    assert all(code.isdigit() for code in codes)
    assert {effect.code for effect in EFFECTS.values() if effect.snomed is None} == LOCAL
    not_free = {effect.code for effect in EFFECTS.values() if not effect.in_free_set}
    assert not_free == LOCAL | OUTSIDE_THE_FREE_SET
    assert all(effect.usual_course for effect in EFFECTS.values())


def test_a_snomed_code_ends_in_its_own_check_digit() -> None:
    # Verhoeff: the last digit of every SNOMED CT identifier guards the others against a slip.
    times = [[(b + a) % 5 if b < 5 else 5 + (a + b) % 5 for b in range(10)] for a in range(5)]
    times += [[5 + (a - b) % 5 if b < 5 else (a - b) % 5 for b in range(10)] for a in range(5, 10)]
    step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    for effect in EFFECTS.values():
        check, shuffle = 0, list(range(10))
        for digit in reversed(effect.snomed or "0"):
            check = times[check][shuffle[int(digit)]]
            shuffle = [shuffle[value] for value in step]
        assert check == 0, effect.code


def test_craving_is_left_out_unless_chosen() -> None:
    assert [effect.code for effect in EFFECTS.values() if effect.sensitive] == ["craving"]


def test_an_imported_report_may_not_say_how_much_it_was_in_the_way() -> None:
    unsaid = replace(NAUSEA, interference=None)
    assert problems(unsaid, Source.IMPORT) == []
    assert pointers(unsaid) == ["/interference"]
