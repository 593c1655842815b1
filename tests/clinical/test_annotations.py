"""What staff write on a chart: which words stand, and which are refused."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from journal.clinical.annotations import TEXT_LIMIT, Annotation, AnnotationKind, current, problems
from journal.clinical.ids import AnnotationId, PatientId, PersonId

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
TODAY = NOON.date()


def note(
    number: int = 1,
    text: str | None = "Sleeps better",
    *,
    days_ago: int = 0,
    replaces: int | None = None,
    unreadable: bool = False,
) -> Annotation:
    return Annotation(
        id=AnnotationId(UUID(int=number)),
        patient=PatientId(UUID(int=100)),
        kind=AnnotationKind.NOTE,
        local_date=TODAY - timedelta(days=days_ago),
        text=text,
        author=PersonId(UUID(int=200)),
        created_at=NOON + timedelta(minutes=number),
        replaces=None if replaces is None else AnnotationId(UUID(int=replaces)),
        unreadable=unreadable,
    )


@pytest.mark.parametrize(
    ("said", "pointers"),
    [
        (note(), []),
        (note(text="x" * TEXT_LIMIT), []),
        (note(text="x" * (TEXT_LIMIT + 1)), ["/text"]),
        (note(text=" \n"), ["/text"]),
        (note(text=None), ["/text"]),
        (note(text=None, replaces=9), []),
        (note(days_ago=-1), ["/date"]),
        (note(text=" ", days_ago=-1), ["/text", "/date"]),
        (note(days_ago=(TODAY - date(1900, 1, 1)).days), []),
        (note(days_ago=(TODAY - date(1899, 12, 31)).days), ["/date"]),
    ],
)
def test_dana_writes_a_few_words_for_a_day_that_has_come(said: Annotation, pointers: list[str]) -> None:
    assert [problem.pointer for problem in problems(said, TODAY)] == pointers


def test_what_is_replaced_or_taken_back_no_longer_stands() -> None:
    corrected = [note(1, "Sleeps wel"), note(2, "Sleeps well", replaces=1)]
    taken_back = [note(3, "Wrong chart"), note(4, None, replaces=3)]
    assert [each.text for each in current([*corrected, *taken_back])] == ["Sleeps well"]


def test_words_that_do_not_open_stand_all_the_same() -> None:
    assert [each.id.int for each in current([note(1, None, unreadable=True)])] == [1]


def test_what_stands_is_in_the_order_of_its_days_then_as_it_was_written() -> None:
    written = [note(3), note(1, days_ago=2), note(2), note(4, days_ago=5)]
    assert [each.id.int for each in current(written)] == [4, 1, 2, 3]
