"""The truth behind the demo's ratings: how one rating really ran, before chance and rounding.

A curve is a polyline over time: level, then after each session a lag, a rise, a plateau and a fall back.
From it follows what the analysis ought to find, by arithmetic that shares nothing with it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

HOURS_PER_DAY = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What one session does to one rating, counted from the session's end.

    After `lag_hours` the rating rises for `rise_hours` to `peak`, which it leaves after `hold_days`
    and comes down to `floor` within another `fall_days`; points are 0-10.
    """

    lag_hours: float
    rise_hours: float
    peak: float
    hold_days: float
    fall_days: float
    floor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """(hour, level) corners, ascending, in hours since 1970 UTC; level before and after them."""

    corners: tuple[tuple[float, float], ...]

    def at(self, instant: datetime) -> float:
        return self.level(hours(instant))

    def level(self, hour: float) -> float:
        place = bisect_right(self.corners, (hour, float("inf")))
        if place == 0:
            return self.corners[0][1]
        if place == len(self.corners):
            return self.corners[-1][1]
        (begin, low), (end, high) = self.corners[place - 1], self.corners[place]
        return low + (high - low) * (hour - begin) / (end - begin)

    def rises_to(self, level: float, after: float, before: float) -> float | None:
        """The first hour from `after` to `before` at which the curve is at `level` or above."""
        return next((hour for hour in self._meets(level, after, before, up=True)), None)

    def falls_to(self, level: float, after: float, before: float) -> float | None:
        """The first hour from `after` to `before` at which the curve is at `level` or below."""
        return next((hour for hour in self._meets(level, after, before, up=False)), None)

    def spread(self, begin: float, end: float) -> float:
        """The difference between the highest and the lowest level from hour `begin` to hour `end`."""
        levels = [level for hour, level in self.corners if begin < hour < end]
        levels += [self.level(begin), self.level(end)]
        return max(levels) - min(levels)

    def _meets(self, level: float, after: float, before: float, *, up: bool) -> Iterator[float]:
        sign = 1 if up else -1
        inside = [hour for hour, _ in self.corners if after < hour < before]
        for begin, end in pairwise((after, *inside, before)):
            low, high = sign * (self.level(begin) - level), sign * (self.level(end) - level)
            if low >= 0:
                yield begin
            elif high >= 0:
                yield begin + (end - begin) * low / (low - high)


def hours(instant: datetime) -> float:
    return instant.timestamp() / 3600


def instant(hour: float) -> datetime:
    return datetime.fromtimestamp(hour * 3600, UTC)


def curve(start_level: float, courses: Sequence[tuple[datetime, Course]]) -> Curve:
    """The courses in turn, each from its session's end; one that is under way runs on until the next rise."""
    drawn = Curve(corners=((0.0, start_level),))
    for ended, course in courses:
        rises = hours(ended) + course.lag_hours
        holds = hours(ended) + course.hold_days * HOURS_PER_DAY
        drawn = Curve(
            corners=(
                *(corner for corner in drawn.corners if corner[0] < rises),
                (rises, drawn.level(rises)),
                (rises + course.rise_hours, course.peak),
                (holds, course.peak),
                (holds + course.fall_days * HOURS_PER_DAY, course.floor),
            )
        )
    return drawn
