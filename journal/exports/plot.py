"""The one chart of the page as numbers on the unit square's width: what is drawn, not how.

x runs from 0 (the period's first morning) to 1 (its last night), real days in between. y stays in
points. A gap ends a line; nothing is drawn between two lines.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, zip_longest

from journal.clinical.trend import Total, Trend, direction
from journal.exports.words import MONTHS, day

HOLD_DAYS = 14
"""A PHQ-9 asks about two weeks, so a step is drawn that far and then breaks."""
TICK_SPACE = 0.085
"""Share of the width a label under the axis needs."""
DIGIT_SPACE = 0.014
"""Share of the width a digit of a session's number needs; a number needs one more on the side."""
WEEKS_BELOW, MONTHS_BELOW = 63, 800
"""Days up to which the axis counts weeks, and months; beyond, years."""

LABEL_WIDTH, LABEL_HEIGHT = 0.19, 2.5
"""The room of the response line's words, as a share of the width and in points."""
LABEL_PLACES = tuple(place / 20 + 0.01 for place in range(17))

Point = tuple[float, float]
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something on the time axis; an empty label is a mark that found no room for its words."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What stands at the end of a line: its last value in points, None where there is no line."""

    points: float | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Lines, marks and words. `alt` says the same as `words`, for who can't see the drawing.

    `response_label` is where along the response line its words hide least of the steps.
    """

    ticks: tuple[Mark, ...]
    sessions: tuple[Mark, ...]
    phq9: tuple[Line, ...]
    scores: Line
    response_at: float | None
    response_label: float
    mood: tuple[Line, ...]
    function: tuple[Line, ...]
    ends: tuple[End, End]
    words: str
    alt: str


def plot(trend: Trend) -> Plot:
    said = " ".join(direction(trend))
    steps = _steps(trend)
    return Plot(
        ticks=_spaced(_axis(trend), lambda _: TICK_SPACE),
        sessions=_spaced(_sessions(trend), lambda label: (len(label) + 1) * DIGIT_SPACE),
        phq9=steps,
        scores=tuple((_x(trend, total.date), float(total.total)) for total in _inside(trend)),
        response_at=trend.phq9.response_at,
        response_label=_free(steps, trend.phq9.response_at),
        mood=_lines(trend, trend.mood),
        function=_lines(trend, trend.function),
        ends=(_end("mood", trend.mood), _end("function", trend.function)),
        words=said,
        alt=f"Chart from {day(trend.start)} to {day(trend.end)}, sessions marked and numbered. {said}",
    )


def _x(trend: Trend, when: date, part: float = 0.5) -> float:
    """Where a day's noon lies, or with `part` 0 its morning."""
    length = (trend.end - trend.start).days + 1
    return round(((when - trend.start).days + part) / length, 5)


def _inside(trend: Trend) -> Sequence[Total]:
    return [total for total in trend.phq9.totals if trend.start <= total.date <= trend.end]


def _lines(trend: Trend, means: Iterable[float | None]) -> tuple[Line, ...]:
    """The runs of means without a gap among them."""
    lines: list[list[Point]] = [[]]
    for when, mean in zip(trend.days, means, strict=True):
        if mean is not None:
            lines[-1].append((_x(trend, when), round(mean, 3)))
        elif lines[-1]:
            lines.append([])
    return tuple(tuple(line) for line in lines if line)


def _end(name: str, means: Sequence[float | None]) -> End:
    last = next((mean for mean in reversed(means) if mean is not None), None)
    return End(points=last, label="" if last is None else f"{name} {last:.1f}")


def _steps(trend: Trend) -> tuple[Line, ...]:
    """Each score held to the next one, where that came within `HOLD_DAYS`, else that long and no longer."""
    totals = _inside(trend)
    lines: list[list[Point]] = []
    joined = False
    for total, following in zip_longest(totals, totals[1:]):
        after = following.date if following else None
        longest = min(total.date + timedelta(days=HOLD_DAYS), trend.end)
        ends = min(after, longest) if after else longest
        step = [(_x(trend, total.date), float(total.total)), (_x(trend, ends), float(total.total))]
        if joined:
            lines[-1].extend(step)
        else:
            lines.append(step)
        joined = ends == after
    return tuple(tuple(line) for line in lines)


def _free(steps: Sequence[Line], level: float | None) -> float:
    """Where a label just above `level` stands farthest from the steps; the earliest of equals."""
    if level is None:
        return LABEL_PLACES[0]
    middle = level + LABEL_HEIGHT / 2
    return max(LABEL_PLACES, key=lambda place: min(_distances(steps, place, middle), default=math.inf))


def _distances(steps: Sequence[Line], place: float, middle: float) -> Iterator[float]:
    """How far, in points, each piece of a step under a label at `place` is from the label's middle."""
    for line in steps:
        for (start, here), (end, there) in pairwise(line):
            if start < place + LABEL_WIDTH and end > place:
                yield 0.0 if min(here, there) <= middle <= max(here, there) else abs(here - middle)
                yield abs(there - middle)


def _sessions(trend: Trend) -> list[Mark]:
    """Numbered from the first session there ever was, so that numbers agree with the table."""
    return [
        Mark(x=_x(trend, when), label=str(number))
        for number, when in enumerate(trend.sessions, start=1)
        if trend.start <= when <= trend.end
    ]


def _spaced(marks: Sequence[Mark], space: Callable[[str], float]) -> tuple[Mark, ...]:
    """All marks, but only labels that have their `space` since the one before."""
    kept: list[Mark] = []
    last = -math.inf
    for mark in marks:
        fits = mark.x - last >= space(mark.label)
        kept.append(mark if fits else Mark(x=mark.x, label=""))
        last = mark.x if fits else last
    return tuple(kept)


def _axis(trend: Trend) -> list[Mark]:
    length = (trend.end - trend.start).days + 1
    days = (trend.start + timedelta(days=after) for after in range(length))
    if length <= WEEKS_BELOW:
        return [
            Mark(x=_x(trend, when, 0), label=f"{when.day} {MONTHS[when.month - 1]}")
            for when in days
            if (when - trend.start).days % 7 == 0
        ]
    firsts = [when for when in days if when.day == 1]
    if length <= MONTHS_BELOW:
        return [Mark(x=_x(trend, when, 0), label=_month(when)) for when in firsts]
    return [Mark(x=_x(trend, when, 0), label=str(when.year)) for when in firsts if when.month == 1]


def _month(when: date) -> str:
    name = MONTHS[when.month - 1]
    return f"{name} {when.year}" if when.month == 1 else name
