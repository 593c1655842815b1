"""What the analysis finds in the demo's patients is what truly happened to them.

Tolerances, and why they cannot be smaller:
onset is seen at a check-in only, so it may lie anywhere from the check-in before the true crossing (chance
lifts a rating) to the second after it (chance lowers one): one spacing either way of the first after it;
loss is dated on the last day of a running 3-day median, which a steady fall reaches a day late, and
whole-number ratings and a missing day add as much again: one day early to three days late;
lead is the difference of two onsets, so its tolerance is the sum of theirs.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from journal.clinical.dates import recorded_at
from journal.clinical.entries import CheckIn, Entry, Source
from journal.clinical.intervals import Interval
from journal.clinical.journal import accept
from journal.clinical.measures import Measure
from journal.clinical.ratings import gather
from journal.clinical.recovery import Recovery, analyse
from journal.clinical.sessions import Session
from journal.clinical.worklist import PatientState, ReasonKind, assess
from journal.demo.truth import TrueInterval, TrueMeasure
from journal.demo.world import SEED, Story, world

DAYS = [date(2026, 11, 23), date(2026, 3, 20), date(2026, 6, 30), date(2027, 2, 28), date(2028, 1, 1)]
"""Ordinary days, days whose stories cross a change of clocks, and the turn of a year."""

EARLY_DAYS, LATE_DAYS = 1, 3


def journal(story: Story) -> list[Entry]:
    entries: dict[object, Entry] = {}
    for draft in story.drafts:
        entries[draft.id] = accept(
            draft,
            patient=story.patient.id,
            author=None,
            device="phone",
            source=Source.PATIENT,
            received_at=recorded_at(draft.id, datetime.max.replace(tzinfo=UTC)) + timedelta(seconds=2),
            replaced=entries.get(draft.replaces),
        )
    return list(entries.values())


def recovery(story: Story, today: date) -> Recovery:
    ratings = gather(story.patient.id, journal(story))
    return analyse(ratings, story.sessions, start=date.min, end=today, today=today)


def moments(story: Story, session: Session) -> list[float]:
    """Hours from the session's end to each check-in with an answer."""
    return sorted(
        {
            (draft.occurred_at - session.ended_at).total_seconds() / 3600
            for draft in story.drafts
            if isinstance(draft.content, CheckIn) and draft.content.mood is not None
        }
    )


def onset_window(times: Sequence[float], true_onset: float) -> tuple[float, float]:
    """From the check-in before the first that could have seen it to the one after."""
    first = bisect_left(times, true_onset)
    return times[first - 1], times[first + 1]


def faults(story: Story, session: Session, found: Measure, true: TrueMeasure) -> list[str]:
    """What is further from the truth than the tolerances allow."""
    if not true.settled:
        return []
    if (found.onset_hours is None) != (true.onset_hours is None):
        return ["onset"]
    if found.onset_hours is None or true.onset_hours is None:
        return []
    low, high = onset_window(moments(story, session), true.onset_hours)
    wrong = [] if low <= found.onset_hours <= high else ["onset"]
    if (found.loss_day is None) != (true.loss_day is None):
        return [*wrong, "loss"]
    if found.loss_day is not None and true.loss_day is not None:
        wrong += [] if -EARLY_DAYS <= found.loss_day - true.loss_day <= LATE_DAYS else ["loss"]
    return wrong


def pairs(story: Story, today: date) -> list[tuple[Session, Interval, TrueInterval]]:
    found = recovery(story, today).intervals
    assert [interval.session_id for interval in found] == [true.session_id for true in story.truth]
    return list(zip(story.sessions, found, story.truth, strict=True))


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_onset_and_loss_of_every_settled_interval_are_found(today: date) -> None:
    for story in world(SEED, today).stories:
        for session, found, true in pairs(story, today):
            assert faults(story, session, found.mood, true.mood) == [], (
                story.patient.name,
                session.local_date,
            )
            assert faults(story, session, found.function, true.function) == []


def test_over_twenty_seeds_hardly_any_figure_misses_the_truth() -> None:
    """Chance may make a rating jump two points now and then: 2 of 100 measures may be off, not more."""
    today, wrong, measures = DAYS[0], 0, 0
    for seed in range(20):
        for story in world(seed, today).stories:
            for session, found, true in pairs(story, today):
                for one, other in ((found.mood, true.mood), (found.function, true.function)):
                    measures += other.settled
                    wrong += bool(faults(story, session, one, other))
    assert measures > 600
    assert wrong / measures <= 0.02


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_lead_of_function_has_the_right_sign_and_size(today: date) -> None:
    for story in world(SEED, today).stories:
        for session, found, true in pairs(story, today):
            if true.lead_hours is None or not (true.mood.settled and true.function.settled):
                continue
            assert found.lead_hours is not None and found.lead_hours > 0
            times = moments(story, session)
            mood, function = (onset_window(times, one) for one in onsets(true))
            assert mood[0] - function[1] <= found.lead_hours <= mood[1] - function[0]


def onsets(true: TrueInterval) -> tuple[float, float]:
    assert true.mood.onset_hours is not None and true.function.onset_hours is not None
    return true.mood.onset_hours, true.function.onset_hours


def test_function_leads_in_alice_every_time_and_in_bob_at_the_first_session() -> None:
    stories = {story.patient.name: story for story in world(SEED, DAYS[0]).stories}
    assert [true.lead_hours is not None and true.lead_hours > 12 for true in stories["Alice"].truth] == [True] * 6
    assert (stories["Bob"].truth[0].lead_hours or 0) > 12


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_alices_benefit_lasts_about_three_weeks_and_she_is_fading(today: date) -> None:
    alice = world(SEED, today).stories[0]
    found = recovery(alice, today)
    assert found.durability.mood.events == 5
    assert 19 <= (found.durability.mood.median_days or 0) <= 24
    state = PatientState(
        session_dates=[session.local_date for session in alice.sessions],
        last_entry=found.series.date[-1],
        fading=found.fading,
    )
    assert [reason.kind for reason in assess(state, today)] == [ReasonKind.FADING]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_carol_is_silent_in_the_week_after_her_session(today: date) -> None:
    carol = world(SEED, today).stories[2]
    series = recovery(carol, today).series
    state = PatientState(session_dates=[session.local_date for session in carol.sessions], last_entry=series.date[-1])
    assert [reason.kind for reason in assess(state, today)] == [ReasonKind.SILENT]


def test_carols_mood_answers_and_her_function_does_not() -> None:
    carol = world(SEED, DAYS[0]).stories[2]
    assert all(true.mood.onset_hours is not None for true in carol.truth)
    assert all(true.function.onset_hours is None for true in carol.truth)


def test_bobs_later_sessions_follow_too_closely_to_have_an_onset_of_their_own() -> None:
    bob = world(SEED, DAYS[0]).stories[1]
    gaps = [
        (later.local_date - earlier.local_date).days
        for earlier, later in zip(bob.sessions, bob.sessions[1:], strict=False)
    ]
    assert gaps == [2, 2, 3, 2, 2]
    assert (DAYS[0] - bob.sessions[-1].local_date).days > 45
    assert [true.mood.onset_hours for true in bob.truth[2:]] == [None] * 4
