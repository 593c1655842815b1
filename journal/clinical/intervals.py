"""Intervals between sessions, each with what the session did to mood and to function."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from journal.clinical.daily import Days
from journal.clinical.ids import SessionId
from journal.clinical.measures import Measure, Span, Track, measure, yardstick
from journal.clinical.ratings import Ratings
from journal.clinical.rules import DEFAULT, Rules
from journal.clinical.sessions import Session


class Interval(NamedTuple):
    """From one session to the next, or to the last day there is.

    `days` counts local days from the session's own to the one before the next session's; `adherence`
    is the share of them with an entry, 0-1, None where there are no days. `lead_hours` is onset of
    mood less onset of function: positive where function rose first.
    """

    session_id: SessionId
    date: dt.date
    days: int
    adherence: float | None
    mood: Measure
    function: Measure
    lead_hours: float | None


def intervals(
    ratings: Ratings,
    days: Days,
    sessions: Sequence[Session],
    today: dt.date | None = None,
    *,
    rules: Rules = DEFAULT,
) -> tuple[Interval, ...]:
    """One interval per session, ascending by start, whatever the order of `sessions`.

    `days` are the daily values of `ratings`, which ascend by time. The last interval runs to the last
    entry; with `today` given at least to yesterday, so that silence since then lowers the adherence.
    Today counts once it has an entry.
    """
    ordered = sorted(sessions, key=lambda session: (session.started_at, session.ended_at, session.id))
    mood = track(ratings, ratings.mood, days, days.mood)
    function = track(ratings, ratings.function, days, days.function)
    end, by = _end(days, today), yardstick(rules)
    spans = [span_of(each, following, end) for each, following in zip(ordered, [*ordered[1:], None], strict=False)]
    return tuple(
        _interval(session, span, days, mood=measure(mood, span, by), function=measure(function, span, by))
        for session, span in zip(ordered, spans, strict=True)
    )


def _interval(session: Session, span: Span, days: Days, *, mood: Measure, function: Measure) -> Interval:
    end = span.first_day + span.days
    answered = bisect_left(days.day, end) - bisect_left(days.day, span.first_day)
    return Interval(
        session_id=session.id,
        date=session.local_date,
        days=span.days,
        adherence=answered / span.days if span.days else None,
        mood=mood,
        function=function,
        lead_hours=_less(mood.onset_hours, function.onset_hours),
    )


def track(ratings: Ratings, answers: Sequence[float | None], days: Days, means: Sequence[float | None]) -> Track:
    """One rating of `ratings`, with its daily means: `answers` and `means` are that column of each."""
    dates = range(days.day[0], days.day[-1] + 1) if days.day else range(0)
    if len(means) == len(dates):
        values = means
    else:
        by_day = dict(zip(days.day, means, strict=True))
        values = [by_day.get(date) for date in dates]
    return Track(
        at=ratings.at, day=ratings.day, late=ratings.late, answers=answers, first_day=dates.start, values=values
    )


def span_of(session: Session, following: Session | None, end: int, *, first: Session | None = None) -> Span:
    """From `session` to `following`; without one it is open, and its days stop before the ordinal `end`.

    `first` is the first of the series that `session` closes, where that is another.
    """
    first_day = session.local_date.toordinal()
    next_day = following.local_date.toordinal() if following else end
    return Span(
        untreated=first.local_date.toordinal() if first else first_day,
        first_day=first_day,
        # None are left for a second session on the day, one dated earlier by travel, or one to come.
        days=max(0, next_day - first_day),
        ended=session.ended_at.timestamp(),
        until=following.started_at.timestamp() if following else inf,
    )


def _end(days: Days, today: dt.date | None) -> int:
    """The ordinal after the last day that counts."""
    return max(days.day[-1] + 1 if days.day else 0, today.toordinal() if today else 0)


def _less(minuend: float | None, subtrahend: float | None) -> float | None:
    return None if minuend is None or subtrahend is None else minuend - subtrahend
