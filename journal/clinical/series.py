"""Series of sessions: what two or three sessions a week did together, and how long that lasted.

Within a series each session's own baseline is already lifted by the ones before it, and its interval is cut off after
days: neither says how long benefit lasts. So a series is measured like one session: from the days before its first, and
watched from the end of its last.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journal.clinical.daily import Days
from journal.clinical.ids import SessionId
from journal.clinical.intervals import Interval, span_of, track
from journal.clinical.measures import Measure, measure, yardstick
from journal.clinical.ratings import Ratings
from journal.clinical.rules import DEFAULT, Rules
from journal.clinical.sessions import Session

PAUSE_DAYS = 7
"""A session not followed by another within a week ends a series (rule): in one they come two or three times a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """What came after a series. Days of `mood` and `function` count from `session_id`, its last session."""

    session_id: SessionId
    mood: Measure
    function: Measure


def pauses(
    ratings: Ratings,
    days: Days,
    sessions: Sequence[Session],
    *,
    today: dt.date,
    rules: Rules = DEFAULT,
    known: Sequence[Interval] = (),
) -> tuple[Pause, ...]:
    """One for each series that has ended, ascending. The last is watched as far as the journal has entries.

    A series is known to have ended once `PAUSE_DAYS` have gone by without another session. `known` are the intervals of
    the same journal, where they have been found: a series of one session is its interval, and is not measured again.
    """
    ordered = sorted(sessions, key=lambda session: (session.started_at, session.ended_at, session.id))
    end = days.day[-1] + 1 if days.day else 0  # a day without an entry changes no figure of a pause
    by = yardstick(rules)
    mood = track(ratings, ratings.mood, days, days.mood)
    function = track(ratings, ratings.function, days, days.function)
    alone, found = {interval.session_id: interval for interval in known}, []
    for first, last, following in _series(ordered):
        until = following.local_date if following else today
        if (until - last.local_date).days < PAUSE_DAYS:
            continue
        if first is last and last.id in alone:
            found.append(Pause(session_id=last.id, mood=alone[last.id].mood, function=alone[last.id].function))
        else:
            span = span_of(last, following, end, first=first)
            found.append(
                Pause(
                    session_id=last.id,
                    mood=measure(mood, span, by),
                    function=measure(function, span, by),
                )
            )
    return tuple(found)


def _series(ordered: Sequence[Session]) -> Iterator[tuple[Session, Session, Session | None]]:
    """The first and the last session of each series, and the one that came after the pause."""
    begun: Session | None = None
    for session, following in zip(ordered, [*ordered[1:], None], strict=False):
        begun = begun or session
        if following is None or (following.local_date - session.local_date).days >= PAUSE_DAYS:
            yield begun, session, following
            begun = None
