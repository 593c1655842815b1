"""The truth's own arithmetic, on curves simple enough to check by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from journal.demo.curves import Course, Curve, curve, hours, instant

ENDED = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
COURSE = Course(lag_hours=4, rise_hours=8, peak=7, hold_days=10, fall_days=8, floor=3)
ONE = curve(3.0, [(ENDED, COURSE)])


def after(hours_later: float) -> datetime:
    return ENDED + timedelta(hours=hours_later)


@pytest.mark.parametrize(
    ("hours_later", "level"),
    [(-100, 3), (0, 3), (4, 3), (8, 5), (12, 7), (200, 7), (240, 7), (288, 6), (432, 3), (9000, 3)],
)
def test_a_course_lags_rises_holds_and_falls(hours_later: float, level: float) -> None:
    assert ONE.at(after(hours_later)) == pytest.approx(level)


def test_two_points_up_are_reached_half_way_through_the_rise() -> None:
    begin = hours(ENDED)
    reached = ONE.rises_to(5, begin, begin + 1000)
    assert reached is not None and reached - begin == pytest.approx(8)


def test_one_point_above_the_floor_is_reached_three_quarters_through_the_fall() -> None:
    begin = hours(ENDED)
    reached = ONE.falls_to(4, begin + 8, begin + 1000)
    assert reached is not None and (reached - begin) / 24 == pytest.approx(16)


def test_a_level_that_is_never_reached_is_none() -> None:
    begin = hours(ENDED)
    assert ONE.rises_to(7.5, begin, begin + 1000) is None
    assert ONE.falls_to(4, begin + 8, begin + 200) is None


def test_a_level_already_there_is_reached_at_once() -> None:
    begin = hours(ENDED)
    assert ONE.rises_to(2, begin, begin + 10) == begin


def test_the_next_session_takes_over_from_wherever_the_last_one_is() -> None:
    two = curve(3.0, [(ENDED, COURSE), (after(288), COURSE)])
    assert two.at(after(288)) == pytest.approx(6)
    assert two.at(after(292)) == pytest.approx(ONE.at(after(292)))
    assert two.at(after(300)) == pytest.approx(7)


def test_spread_is_highest_less_lowest_corners_included() -> None:
    begin = hours(ENDED)
    assert ONE.spread(begin, begin + 500) == pytest.approx(4)
    assert ONE.spread(begin - 50, begin) == 0


def test_an_hour_and_an_instant_are_the_same_moment() -> None:
    assert instant(hours(ENDED)) == ENDED


def test_a_curve_is_level_before_its_first_corner_and_after_its_last() -> None:
    ramp = Curve(corners=((10.0, 2.0), (20.0, 3.0)))
    assert [ramp.level(hour) for hour in (0.0, 10.0, 15.0, 20.0, 99.0)] == [2.0, 2.0, 2.5, 3.0, 3.0]
