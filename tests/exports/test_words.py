"""Text made ready for paper."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.exports import words


@pytest.mark.parametrize(
    ("text", "limit", "printed"),
    [
        ("Alice", 10, "Alice"),
        ("  two\n\tlines \r\n", 20, "two lines"),
        ("nul\x00 bell\x07 \ud800", 20, "nul bell"),
        ("\u202eevil\u2066", 20, "evil"),
        ("Zoë", 9, "Zoë"),
        ("Zoe\u0308", 9, "Zoë"),
        ("abcdefghij", 5, "abcd…"),
        ("ab cdefgh", 4, "ab…"),
        ("", 5, ""),
        ("x" * 30, 40, "x" * 24 + "\u200b" + "x" * 6),
    ],
)
def test_a_line_of_text_is_printable_and_short(text: str, limit: int, printed: str) -> None:
    assert words.plain(text, limit) == printed


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_no_text_is_longer_than_its_limit_or_has_a_word_that_cannot_break(text: str, limit: int) -> None:
    printed = words.plain(text, limit)
    assert len(printed.replace(words.BREAK, "")) <= limit
    assert all(len(piece) <= words.LONGEST_WORD for piece in printed.replace(words.BREAK, " ").split())
    assert printed.isprintable() or not words.plain(text, 10**6).isprintable()


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (None, "–"),
        (0.0, "momentary"),
        (0.75, "45 min"),
        (1.0, "1 h"),
        (47.4, "47 h"),
        (48.0, "2 days"),
        (1000.0, "42 days"),
    ],
)
def test_durations_are_told_in_the_unit_a_reader_grasps(hours: float | None, said: str) -> None:
    assert words.hours(hours) == said


def test_a_moment_names_its_zone() -> None:
    when = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert words.moment(when, "Europe/Madrid") == "1 Jul 2026, 14:00 (UTC+02:00, Europe/Madrid)"


def test_a_birth_date_that_is_no_date_stands_as_it_is() -> None:
    assert words.birth_day("1986-04-19") == "19 Apr 1986"
    assert words.birth_day("spring 1986") == "spring 1986"


def test_codes_become_words() -> None:
    assert words.effect("high_bp") == "high blood pressure"
    assert words.effect("blurred_vision") == "blurred vision"
    assert (words.route("iv"), words.route("oral")) == ("IV", "oral")


@pytest.mark.parametrize(
    ("values", "said"), [((), ""), ((35.0,), "35 mg"), ((35.0, 42.5), "35–42.5 mg"), ((35.0, 35.01), "35 mg")]
)
def test_a_span_is_one_figure_where_both_ends_print_alike(values: Sequence[float], said: str) -> None:
    assert words.span(values, "mg", 1) == said
