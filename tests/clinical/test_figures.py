"""What is kept of a journal for the worklist says the same as the whole journal would."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from journal.clinical import recovery
from journal.clinical.alerts import Tier
from journal.clinical.definitions import instrument
from journal.clinical.fading import benefits, fading
from journal.clinical.figures import TAIL_DAYS, Figures, Tail, daily, latest, of, state
from journal.clinical.ids import EntryId
from journal.clinical.questionnaires import Scored, due
from journal.clinical.worklist import PatientState
from tests.clinical.test_ladder import alert
from tests.clinical.test_recovery import SESSION_DAY, moods, rated, session

SESSIONS = [session(0, number=1), session(30, number=2)]
LAST = 49
"""The day of Alice's last check-in, from her first session. She answers on two days of three."""
ALICE = moods(*((day, 3 + day % 5) for day in range(-5, LAST + 1) if day % 3))


def _day(number: int) -> date:
    return SESSION_DAY + timedelta(days=number)


def _score(number: int, day: int, questionnaire: str = "phq-9", written: int | None = None) -> Scored:
    return Scored(
        entry=EntryId(UUID(int=number)),
        questionnaire=questionnaire,
        version=instrument(questionnaire).version,
        at=session(day if written is None else written).started_at,
        date=_day(day),
        total=5,
        band="mild",
        item9=0,
    )


@pytest.mark.parametrize("today", [30, 40, 47, LAST, 52, 60, 75])
def test_a_day_of_the_worklist_is_what_the_whole_journal_says_of_it(today: int) -> None:
    answered = [_score(1, 20), _score(2, 20, "gad-7"), _score(3, 41)]
    kept = of(ALICE, SESSIONS, answered, last_entry=_day(LAST))
    whole = recovery.analyse(ALICE, SESSIONS, start=_day(-5), end=_day(LAST))
    mood, function = (
        dict(zip(whole.series.date, column, strict=True)) for column in (whole.series.mood, whole.series.function)
    )
    found = state(kept, [alert(Tier.PAGE)], _day(today), conditions=["pain"])
    assert found == PatientState(
        alerts=(alert(Tier.PAGE),),
        session_dates=(_day(0), _day(30)),
        last_entry=_day(LAST),
        fading=fading(benefits(whole.intervals), mood, function, _day(today)),
        due=due(answered, SESSIONS, _day(today), last_entry=_day(LAST), conditions=["pain"]),
    )


@pytest.mark.parametrize("ratings", [None, moods()])
def test_of_a_journal_without_a_check_in_there_are_its_sessions_and_scores(ratings: object) -> None:
    kept = of(None if ratings is None else moods(), SESSIONS, [_score(1, 20)], last_entry=_day(20))
    assert kept == Figures(session_dates=(_day(0), _day(30)), last_entry=_day(20), scores=(_score(1, 20),))
    assert daily(kept, kept.mood) == {}
    assert state(kept, [], _day(40)).fading is None


def test_a_tail_has_a_place_for_each_of_its_days_and_the_last_value_before_them() -> None:
    told = rated([(day, 9, False, 4 if day < LAST else None, 5) for day in (0, 3, LAST - TAIL_DAYS, LAST)])
    kept = of(told, SESSIONS, [], last_entry=_day(LAST))
    assert kept.tail_from == _day(LAST - TAIL_DAYS + 1)
    assert kept.mood == Tail(values=(None,) * TAIL_DAYS, earlier=4)
    assert kept.function == Tail(values=(*(None,) * (TAIL_DAYS - 1), 5), earlier=5)
    assert list(daily(kept, kept.function)) == [_day(day) for day in range(LAST - TAIL_DAYS + 1, LAST + 1)]
    assert of(moods((LAST, 4)), [], [], last_entry=_day(LAST)).mood.earlier is None


def test_the_latest_value_is_the_last_one_that_was_answered_by_the_day() -> None:
    tail = Tail(values=(6, None, 7), earlier=5)
    by_day = {_day(1): 6.0, _day(2): None, _day(3): 7.0}
    assert [latest(by_day, tail, _day(day)) for day in (0, 1, 2, 3, 9)] == [5, 6, 6, 7, 7]


def test_of_each_questionnaire_the_last_answered_is_kept_and_that_of_the_latest_day() -> None:
    # Bob's phone was wrong about the day once: what he answered last is not of the latest day.
    answered = [_score(1, 10), _score(2, 24, "gad-7"), _score(3, 21), _score(4, 14, written=22)]
    kept = of(None, [], answered, last_entry=_day(24))
    assert {score.entry.int for score in kept.scores} == {2, 3, 4}
    assert kept.phq9 == answered[3]


def test_of_two_phq_9_of_one_instant_the_one_written_down_last_is_the_last() -> None:
    kept = Figures(scores=(replace(_score(9, 10), total=1), _score(8, 10)))
    assert kept.phq9 is not None and kept.phq9.total == 1
    assert Figures(scores=(_score(2, 24, "gad-7"),)).phq9 is None
