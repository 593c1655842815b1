"""What a chart on paper shows: 7-day means that break at gaps, and the same said in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from journal.clinical.daily import Series
from journal.clinical.rules import DEFAULT, Rules
from journal.clinical.sessions import Session

WINDOW_DAYS, MIN_DAYS = DEFAULT.count("trend.days"), DEFAULT.count("trend.min_days")
"""A weekly mean needs at least 4 of its 7 days (rule), wherever one is drawn: no clinic moves that."""
WEEKLY_BEYOND_DAYS = 400
"""Past this the means are taken once a week: a line 15 cm wide has no room for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One complete questionnaire: the day it was filled in and its total."""

    date: date
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The totals of one questionnaire over a period.

    `response_at` is the total that halves the baseline, None where a percentage has no meaning.
    """

    totals: tuple[Total, ...]
    response_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The chart of one period.

    `days` are the ends of the windows; `mood` and `function` the means of the 7 days that end
    there, 0-10, None where fewer than 4 of them were answered.
    `sessions` are all there ever were, ascending, so that each has the same number everywhere. `notable` is by how many
    points two means differ before they are said to have risen or fallen.
    """

    start: date
    end: date
    days: tuple[date, ...]
    mood: tuple[float | None, ...]
    function: tuple[float | None, ...]
    phq9: Line
    sessions: tuple[date, ...]
    notable: float = DEFAULT["trend.notable"]


def trend(
    series: Series, phq9: Line, sessions: Sequence[Session], *, start: date, end: date, rules: Rules = DEFAULT
) -> Trend:
    """The chart of `start`…`end`, both included."""
    ends = window_ends(start, end)
    return Trend(
        start=start,
        end=end,
        days=ends,
        mood=weekly_means(series.date, series.mood, ends),
        function=weekly_means(series.date, series.function, ends),
        phq9=phq9,
        sessions=tuple(sorted(session.local_date for session in sessions)),
        notable=rules["trend.notable"],
    )


def window_ends(start: date, end: date) -> tuple[date, ...]:
    """Every day of the period, or every seventh counted back from its end in a long one."""
    length = (end - start).days + 1
    step = 1 if length <= WEEKLY_BEYOND_DAYS else WINDOW_DAYS
    return tuple(end - timedelta(days=back) for back in range(0, length, step))[::-1]


def weekly_means(
    days: Sequence[date], values: Sequence[float | None], ends: Sequence[date]
) -> tuple[float | None, ...]:
    """For each of `ends` the mean of the 7 days that end there, None with fewer than 4 answered.

    The window looks back only: a mean that looked ahead would show benefit before its session.
    """
    known = {day.toordinal(): value for day, value in zip(days, values, strict=True) if value is not None}
    return tuple(_mean_of_week(known, end.toordinal()) for end in ends)


def _mean_of_week(known: Mapping[int, float], last: int) -> float | None:
    week = [known[day] for day in range(last - WINDOW_DAYS + 1, last + 1) if day in known]
    return fsum(week) / len(week) if len(week) >= MIN_DAYS else None


def direction(trend: Trend) -> tuple[str, ...]:
    """The chart in words, so that nobody has to know which way is up."""
    return (
        _questionnaire_words(trend.phq9.totals),
        _rating_words("mood", trend.mood, trend.notable),
        _rating_words("function", trend.function, trend.notable),
    )


def _questionnaire_words(totals: Sequence[Total]) -> str:
    points = [total.total for total in totals]
    if not points:
        return "No complete PHQ-9 in this period."
    if len(points) == 1:
        return f"One PHQ-9 in this period: {points[0]} (lower is better)."
    first, last = points[0], points[-1]
    if first == last:
        moved = "began and ended at"
    else:
        moved = f"fell from {first} to" if last < first else f"rose from {first} to"
    return f"PHQ-9 {moved} {last}, between {min(points)} and {max(points)} (lower is better)."


def _rating_words(name: str, means: Sequence[float | None], notable: float) -> str:
    known = [mean for mean in means if mean is not None]
    if not known:
        return f"Too few days for a weekly mean of {name}."
    first, last = known[0], known[-1]
    range_words = f"between {min(known):.1f} and {max(known):.1f} (higher is better)"
    if abs(last - first) < notable:
        return f"Weekly mean {name} began at {first:.1f} and ended at {last:.1f}, {range_words}."
    verb = "rose" if last > first else "fell"
    return f"Weekly mean {name} {verb} from {first:.1f} to {last:.1f}, {range_words}."
