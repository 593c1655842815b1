"""How much was answered."""

from collections.abc import Sequence
from datetime import date

import pytest

from journal.clinical.completion import completion


def september(*days: int) -> list[date]:
    return [date(2026, 9, day) for day in days]


@pytest.mark.parametrize(
    ("answered", "expected", "gap", "gap_from"),
    [
        ((), 0, 10, 1),
        ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 10, 0, None),
        ((1, 2, 10), 3, 7, 3),
        ((4, 5, 6, 7, 8, 9, 10), 7, 3, 1),
        ((1, 2, 3, 4, 5, 6), 6, 4, 7),
        ((1, 4, 7, 10), 4, 2, 2),
    ],
    ids=["silent", "complete", "in the middle", "at the start", "at the end", "the first of equals"],
)
def test_the_longest_gap_and_where_it_began(
    answered: Sequence[int], expected: int, gap: int, gap_from: int | None
) -> None:
    found = completion(september(*answered), [False] * len(answered), start=date(2026, 9, 1), end=date(2026, 9, 10))
    assert (found.days, found.answered, found.longest_gap_days) == (10, expected, gap)
    assert found.gap_from == (None if gap_from is None else date(2026, 9, gap_from))


def test_days_outside_the_period_count_for_nothing() -> None:
    found = completion(september(1, 5, 6, 20), [True, True, False, True], start=date(2026, 9, 5), end=date(2026, 9, 6))
    assert (found.days, found.answered, found.filled_in_later, found.longest_gap_days) == (2, 2, 1, 0)
