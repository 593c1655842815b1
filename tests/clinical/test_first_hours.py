"""The first two days after a session, hour by hour."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from journal.clinical.first_hours import FIRST_HOURS, Hour, first_hours
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.ratings import Ratings
from journal.clinical.sessions import Route, Session

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ALICE = PatientId(UUID(int=1))


def session(number: int, start: datetime) -> Session:
    return Session(
        id=SessionId(UUID(int=number)),
        patient=ALICE,
        started_at=start,
        ended_at=start + timedelta(minutes=40),
        zone="UTC",
        local_date=start.date(),
        route=Route.IV,
        dose_mg=40,
    )


def ratings(*rows: tuple[float, float | None, float | None, bool]) -> Ratings:
    """Check-ins by hours after noon, with mood, function, and whether they were filled in later."""
    nothing = [None] * len(rows)
    at = [NOON.timestamp() + hours * 3600 for hours, *_ in rows]
    return Ratings(
        at=at,
        day=[datetime.fromtimestamp(each, UTC).toordinal() for each in at],
        late=[late for *_, late in rows],
        mood=[mood for _, mood, _, _ in rows],
        function=[function for _, _, function, _ in rows],
        sleep_hours=nothing,
        energy=nothing,
        anxiety=nothing,
        pain=nothing,
    )


def hours(found: tuple[Hour, ...]) -> list[tuple[int, float, float | None]]:
    return [(hour.session_id.int, hour.at_hours, hour.mood) for hour in found]


def test_hours_run_from_the_end_of_the_session_to_the_forty_eighth() -> None:
    start = NOON - timedelta(minutes=40)
    found = first_hours(
        ratings((-0.5, 1, 1, False), (0, 2, 2, False), (1, 3, None, False), (47.99, 4, 4, True), (48, 5, 5, False)),
        [session(1, start)],
    )
    assert hours(found) == [(1, 0, 2), (1, 1, 3), (1, 47.99, 4)]
    assert [hour.late for hour in found] == [False, False, True]
    assert FIRST_HOURS == 48


def test_a_check_in_belongs_to_the_last_session_that_had_begun() -> None:
    first, second = session(1, NOON - timedelta(minutes=40)), session(2, NOON + timedelta(hours=24))
    rows = ratings((23, 3, 3, False), (24.5, 4, 4, False), (25, 6, 6, False))
    assert hours(first_hours(rows, [second, first])) == [(1, 23, 3), (2, 0.33, 6)]


def test_a_check_in_without_either_rating_is_no_mark_and_one_of_them_is_enough() -> None:
    rows = ratings((1, None, None, False), (2, None, 7, False))
    (only,) = first_hours(rows, [session(1, NOON - timedelta(minutes=40))])
    assert (only.at_hours, only.mood, only.function) == (2, None, 7)


def test_without_a_session_there_are_no_hours() -> None:
    assert first_hours(ratings((1, 5, 5, False)), []) == ()
