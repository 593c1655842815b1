"""The chart's numbers: real days, broken at gaps, labels that do not run into each other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from journal.clinical.trend import Line, Total, Trend
from journal.exports.letter import Letter
from journal.exports.plot import plot

START = date(2026, 3, 1)


def trend(
    *,
    days: int,
    mood: Sequence[float | None] = (),
    phq9: Sequence[tuple[int, int]] = (),
    sessions: Sequence[int] = (),
    response_at: float | None = None,
) -> Trend:
    """`phq9` as (day, total), sessions as days, both counted from `START`."""
    ends = tuple(START + timedelta(days=day) for day in range(days))
    blank: tuple[float | None, ...] = (None,) * days
    return Trend(
        start=START,
        end=ends[-1],
        days=ends,
        mood=tuple(mood) or blank,
        function=blank,
        phq9=Line(
            totals=tuple(Total(date=START + timedelta(days=day), total=total) for day, total in phq9),
            response_at=response_at,
        ),
        sessions=tuple(START + timedelta(days=day) for day in sessions),
    )


def test_a_gap_ends_the_line() -> None:
    drawn = plot(trend(days=5, mood=(3.0, 4.0, None, 6.0, None)))
    assert drawn.mood == (((0.1, 3.0), (0.3, 4.0)), ((0.7, 6.0),))
    assert (drawn.ends[0].points, drawn.ends[0].label) == (6.0, "mood 6.0")
    assert drawn.ends[1].points is None


def test_a_score_is_held_to_the_next_but_no_longer_than_two_weeks() -> None:
    drawn = plot(trend(days=100, phq9=((0, 19), (7, 12), (50, 8))))
    assert drawn.phq9 == (
        ((0.005, 19.0), (0.075, 19.0), (0.075, 12.0), (0.215, 12.0)),
        ((0.505, 8.0), (0.645, 8.0)),
    )
    assert [points for _, points in drawn.scores] == [19.0, 12.0, 8.0]


def test_a_score_of_the_last_day_ends_with_the_period() -> None:
    assert plot(trend(days=10, phq9=((9, 8),))).phq9 == (((0.95, 8.0), (0.95, 8.0)),)


def test_scores_outside_the_period_are_not_drawn() -> None:
    assert plot(trend(days=10, phq9=((-3, 8), (20, 9)))).phq9 == ()


def test_sessions_keep_their_number_when_earlier_ones_lie_before_the_period() -> None:
    drawn = plot(trend(days=50, sessions=(-40, -20, 5, 30)))
    assert [mark.label for mark in drawn.sessions] == ["3", "4"]


def test_crowded_sessions_keep_their_marks_and_lose_labels() -> None:
    drawn = plot(trend(days=1000, sessions=range(0, 1000, 5)))
    assert len(drawn.sessions) == 200
    labelled = [mark for mark in drawn.sessions if mark.label]
    assert 10 < len(labelled) < 60
    assert all(b.x - a.x >= 0.028 for a, b in pairwise(labelled))


@pytest.mark.parametrize(
    ("days", "first"),
    [(10, "1 Mar"), (63, "1 Mar"), (64, "Mar"), (800, "Mar"), (801, "2027")],
)
def test_the_axis_counts_weeks_then_months_then_years(days: int, first: str) -> None:
    assert plot(trend(days=days)).ticks[0].label == first


def test_january_carries_its_year() -> None:
    assert "Jan 2027" in [mark.label for mark in plot(trend(days=400)).ticks]


def test_the_response_lines_words_avoid_the_steps() -> None:
    low_at_first = ((0, 10), (7, 10), (14, 10), (21, 10), (28, 25), (35, 25), (42, 25))
    drawn = plot(trend(days=50, phq9=low_at_first, response_at=9.5))
    assert drawn.response_label > 0.5
    assert plot(trend(days=50)).response_label == pytest.approx(0.01)


def test_the_words_say_which_way_is_better(alice_letter: Letter) -> None:
    assert alice_letter.chart is not None
    words = plot(replace(alice_letter.chart)).words
    assert words.count("lower is better") == 1
    assert words.count("higher is better") == 2
