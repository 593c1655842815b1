"""What is kept of a patient for the results says the same as the whole journal would, whatever the day."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical import courses
from journal.clinical.cohort import Course, results
from journal.clinical.courses import Outcome
from journal.clinical.daily import daily
from journal.clinical.entries import Entry, SideEffect
from journal.clinical.episodes import resolutions
from journal.clinical.intervals import intervals
from journal.clinical.questionnaires import Scored, history
from journal.clinical.ratings import Ratings
from journal.clinical.series import PAUSE_DAYS, pauses
from journal.clinical.sessions import Session
from tests.clinical.making import entry
from tests.clinical.test_cohort import EVER, FIRST, NOON, scored, session
from tests.clinical.test_series import ratings

ALICE = 1


def told(number: int, day: int, effect: str = "nausea", *, after: float = 1, hours: float | None = 2) -> Entry:
    """An effect that began `after` hours after noon of the day, and lasted so many."""
    begun = NOON + dt.timedelta(days=day, hours=after)
    ended = None if hours is None else begun + dt.timedelta(hours=hours)
    said = SideEffect(effect=effect, severity=2, interference=1, started_at=begun, ended_at=ended)
    return entry(said, begun, number=number, occurred_at=ended or begun)


def whole(by_day: Ratings, held: list[Session], answered: list[Scored], entries: list[Entry], today: dt.date) -> Course:
    """The course as the whole journal tells it on a day."""
    return Course(
        sessions=held,
        pauses=pauses(by_day, daily(by_day), held, today=today),
        history=history(answered, held),
        resolutions=resolutions(entries, held),
    )


journals = st.dictionaries(st.integers(-6, 60), st.integers(0, 10).map(float))
days_held = st.lists(st.integers(0, 50), max_size=6, unique=True).map(sorted)
effects = st.lists(
    st.tuples(
        st.integers(0, 50),
        st.sampled_from(["nausea", "sedation", "craving"]),
        st.sampled_from([-1.0, 0.0, 3.0, 23.5, 24.0, 30.0]),
        st.sampled_from([None, 0.5, 4.0]),
    ),
    max_size=8,
)


@given(journals, days_held, effects, st.lists(st.integers(-20, 60), max_size=4), st.integers(0, 70))
def test_many_like_alice_come_to_the_same_by_what_is_kept(
    by_day: dict[int, float],
    days: list[int],
    reported: list[tuple[int, str, float, float | None]],
    scores: list[int],
    today: int,
) -> None:
    journal, held = ratings(by_day), [session(ALICE, day) for day in days]
    entries = [
        told(number, day, effect, after=after, hours=hours)
        for number, (day, effect, after, hours) in enumerate(reported, 1)
    ]
    answered = [scored(ALICE, day, 20 - number) for number, day in enumerate(sorted(set(scores)))]
    on = FIRST + dt.timedelta(days=today)
    known = intervals(journal, daily(journal), held)
    for found in (
        courses.of(journal, held, answered, entries),
        courses.of(journal, held, answered, entries, known=known),
    ):
        for period in (EVER, {"start": FIRST + dt.timedelta(days=5), "end": FIRST + dt.timedelta(days=30)}):
            many = [courses.course(found, on)] * 7
            assert results(many, **period) == results([whole(journal, held, answered, entries, on)] * 7, **period)


def test_a_patient_without_a_session_has_nothing_to_count() -> None:
    assert courses.of(ratings({1: 5.0}), [], [scored(ALICE, 1, 8)], [told(1, 1)]) == Outcome()
    assert courses.course(Outcome(), FIRST) == Course(sessions=(), pauses=(), history=(), resolutions=())


def test_a_patient_without_a_check_in_has_pauses_without_figures() -> None:
    found = courses.of(None, [session(ALICE)], [], [])
    assert [(each.mood.held_days, each.function.loss_day) for each in found.pauses] == [(None, None)]


@pytest.mark.parametrize(("days", "ended"), [(PAUSE_DAYS - 1, 1), (PAUSE_DAYS, 2)])
def test_the_last_series_counts_once_a_week_has_gone_by(days: int, ended: int) -> None:
    found = courses.of(ratings({1: 5.0}), [session(ALICE, 0), session(ALICE, 20)], [], [])
    assert len(courses.course(found, FIRST + dt.timedelta(days=20 + days)).pauses) == ended


def test_what_is_sensitive_came_late_or_is_no_effect_we_know_is_not_kept() -> None:
    held = [session(ALICE)]
    entries = [told(1, 0), told(2, 0, "craving"), told(3, 0, after=24), told(4, 0, "no such effect"), told(5, -1)]
    found = courses.of(None, held, [], entries)
    assert [(each.effect, each.session, each.hours, each.ended) for each in found.resolutions] == [
        ("nausea", 0, 2.0, True)
    ]


def test_a_clinics_own_questionnaire_is_not_kept() -> None:
    own = replace(scored(ALICE, 3, 5), questionnaire="sleep")
    found = courses.of(None, [session(ALICE)], [own, scored(ALICE, 4, 5)], [])
    assert [row.questionnaire for row in found.history] == ["phq-9"]
