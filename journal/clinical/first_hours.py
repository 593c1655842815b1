"""The first two days after a session by the hour: each check-in where it happened, before days have a mean."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from journal.clinical.ids import SessionId
from journal.clinical.measures import SECONDS_PER_HOUR
from journal.clinical.ratings import Ratings, ascending
from journal.clinical.sessions import Session

FIRST_HOURS = 48
"""How far the hours are told (rule): from then on days say as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """One check-in, `at_hours` after its session's end, to the hundredth. Ratings are 0-10, None where not answered.

    `late`: filled in afterwards, so that its hour is what somebody remembers.
    """

    session_id: SessionId
    at_hours: float
    mood: float | None
    function: float | None
    late: bool


def first_hours(ratings: Ratings, sessions: Sequence[Session]) -> tuple[Hour, ...]:
    """The check-ins of the first 48 hours after each session, up to the next one; by session, then by time.

    A check-in belongs to the last session that had begun by then; one during a session is at no hour after it.
    """
    ordered = ascending(ratings)
    held = sorted(sessions, key=lambda session: (session.started_at, session.ended_at, session.id))
    found: list[Hour] = []
    for session, following in zip(held, [*held[1:], None], strict=False):
        ended = session.ended_at.timestamp()
        until = ended + FIRST_HOURS * SECONDS_PER_HOUR
        if following is not None:
            until = min(until, following.started_at.timestamp())
        for place in range(bisect_left(ordered.at, ended), bisect_left(ordered.at, until)):
            if ordered.mood[place] is None and ordered.function[place] is None:
                continue
            hour = Hour(
                session_id=session.id,
                at_hours=round((ordered.at[place] - ended) / SECONDS_PER_HOUR, 2),
                mood=ordered.mood[place],
                function=ordered.function[place],
                late=ordered.late[place],
            )
            found.append(hour)
    return tuple(found)
