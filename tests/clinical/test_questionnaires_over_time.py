"""Scores against their baseline, and when the next form is due."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.ids import EntryId, PatientId, SessionId
from journal.clinical.questionnaires import Scored, ScoreRow, band, due, history
from journal.clinical.sessions import Route, Session

REFERENCE = Path(__file__).parent / "reference"
RESPONSES = list(csv.DictReader((REFERENCE / "scores_response.csv").read_text(encoding="utf-8").splitlines()))
DUE = list(csv.DictReader((REFERENCE / "scores_due.csv").read_text(encoding="utf-8").splitlines()))
DAY_0 = datetime(2026, 3, 10, 15, tzinfo=UTC)
TODAY = DAY_0.date()


def session(days: int) -> Session:
    at = DAY_0 + timedelta(days=days)
    return Session(
        id=SessionId(UUID(int=1000 + days)),
        patient=PatientId(UUID(int=1)),
        started_at=at,
        ended_at=at + timedelta(minutes=40),
        zone="UTC",
        local_date=at.date(),
        route=Route.IV,
        dose_mg=40,
    )


def answer(days: float, total: float, questionnaire: str = "phq-9", version: str = "1") -> Scored:
    """A score `days` after 14:00 of day 0, an hour before a session of that day."""
    at = DAY_0 - timedelta(hours=1) + timedelta(days=days)
    return Scored(
        entry=EntryId(UUID(int=int(at.timestamp() * 1000))),
        questionnaire=questionnaire,
        version=version,
        at=at,
        date=at.date(),
        total=total,
        band=band(questionnaire, total),
        item9=None,
    )


def last(*answered: Scored) -> ScoreRow:
    return history(answered, [session(0), session(3)])[-1]


@pytest.mark.parametrize("row", RESPONSES, ids=[f"{row['questionnaire']} {row['why']}" for row in RESPONSES])
def test_a_score_is_read_against_its_baseline(row: dict[str, str]) -> None:
    answered = [answer(7, float(row["now"]), row["questionnaire"])]
    if row["baseline"]:
        answered.insert(0, answer(-1, float(row["baseline"]), row["questionnaire"]))
    found = last(*answered)
    assert found.change == (float(row["change"]) if row["change"] else None)
    assert (found.percent is None) == (row["percent"] == "")
    if found.percent is not None:
        assert round(found.percent, 1) == float(row["percent"])
    assert found.reliable == {"yes": True, "no": False, "": None}[row["reliable"]]
    assert found.response == (row["response"] or None)


def test_the_baseline_is_the_last_score_before_session_1() -> None:
    rows = history([answer(-8, 24), answer(-1, 20), answer(2, 18), answer(7, 10)], [session(0), session(3)])
    assert [(row.change, row.response) for row in rows] == [
        (None, None),
        (None, "baseline"),
        (-2, "no_response"),
        (-10, "response"),
    ]


def test_a_score_of_the_session_day_is_the_baseline_if_it_came_before() -> None:
    assert last(answer(0, 20), answer(7, 10)).change == -10
    assert last(answer(0.1, 20), answer(7, 10)).response == "no_baseline"


def test_a_score_of_the_very_moment_a_session_starts_is_after_it() -> None:
    at_the_start = answer(1 / 24, 20)
    assert at_the_start.at == DAY_0
    assert [row.response for row in history([at_the_start], [session(0)])] == ["no_baseline"]


def test_a_score_15_days_before_session_1_is_no_baseline() -> None:
    assert last(answer(-14, 20), answer(7, 10)).response == "response"
    assert last(answer(-15, 20), answer(7, 10)).response == "no_baseline"


def test_a_later_score_never_stands_in_for_the_baseline() -> None:
    rows = history([answer(1, 20), answer(7, 10)], [session(0)])
    assert [row.response for row in rows] == ["no_baseline", "no_baseline"]


def test_without_a_session_a_score_is_just_a_score() -> None:
    (row,) = history([answer(0, 20)], [])
    assert (row.total, row.band, row.change, row.response) == (20, "severe", None, None)


def test_questionnaires_and_versions_never_share_a_baseline() -> None:
    assert last(answer(-1, 20), answer(7, 10, "gad-7")).response == "no_baseline"
    assert last(answer(-1, 20), answer(7, 10, version="2")).response == "no_baseline"


PLACES = list(range(8))


@given(totals=st.lists(st.integers(0, 27), min_size=8, max_size=8), places=st.permutations(PLACES))
def test_the_order_they_are_given_in_changes_nothing(totals: list[int], places: list[int]) -> None:
    answered = [answer(3 * place - 6, totals[place]) for place in PLACES]
    sessions = [session(0), session(3)]
    assert history([answered[place] for place in places], sessions[::-1]) == history(answered, sessions)


@given(total=st.integers(0, 27), more=st.integers(0, 27))
def test_a_higher_total_is_never_in_a_milder_band(total: int, more: int) -> None:
    bands = ["minimal", "mild", "moderate", "moderately_severe", "severe"]
    assert bands.index(band("phq-9", min(total, more))) <= bands.index(band("phq-9", max(total, more)))


@pytest.mark.parametrize("row", DUE, ids=[row["why"] for row in DUE])
def test_a_form_is_due_by_the_week(row: dict[str, str]) -> None:
    answered = [answer(-int(row["answered_days_ago"]), 10, "gad-7")] if row["answered_days_ago"] else []
    just_done = answer(0, 10, "phq-9")
    sessions = [session(-int(days)) for days in row["sessions_days_ago"].split()]
    found = [(form.due_on, form.overdue) for form in due([*answered, just_done], sessions, TODAY)]
    expected = (
        [(TODAY - timedelta(days=int(row["due_days_ago"])), row["overdue"] == "yes")] if row["due_days_ago"] else []
    )
    assert found == expected


def test_the_last_answer_counts_whatever_came_before() -> None:
    answered = [answer(days, 10, form) for days in (-30, -2, -9) for form in ("phq-9", "gad-7")]
    assert due(answered, [], TODAY) == ()


def test_the_form_due_longest_comes_first() -> None:
    found = due([answer(-8, 10, "phq-9"), answer(-10, 10, "gad-7")], [], TODAY)
    assert [(form.questionnaire, form.version, form.due_on) for form in found] == [
        ("gad-7", "1", date(2026, 3, 7)),
        ("phq-9", "1", date(2026, 3, 9)),
    ]


def test_nothing_is_due_in_a_journal_that_is_over() -> None:
    today = date(2026, 11, 23)
    assert due([], [], today, last_entry=today - timedelta(days=60)) == due([], [], today)
    assert due([], [], today, last_entry=today - timedelta(days=61)) == ()


@pytest.mark.parametrize(
    ("conditions", "asked"),
    [
        ((), set()),
        (("depression", "anxiety"), set()),
        (("ptsd",), {"pcl-5"}),
        (("pain",), {"peg"}),
        (("crps", "fibromyalgia"), {"peg"}),
        (("depression", "ptsd", "pain"), {"pcl-5", "peg"}),
        (("something of the clinic's own",), set()),
    ],
)
def test_everybody_is_asked_two_forms_and_some_are_asked_more(conditions: tuple[str, ...], asked: set[str]) -> None:
    assert {form.questionnaire for form in due([], [], TODAY, conditions=conditions)} == {"phq-9", "gad-7"} | asked


def test_the_pcl_5_keeps_the_clock_of_the_others() -> None:
    answered = [answer(-8, 40, "pcl-5")]
    found = {form.questionnaire: form for form in due(answered, [], TODAY, conditions=["ptsd"])}
    assert (found["pcl-5"].due_on, found["pcl-5"].overdue) == (TODAY - timedelta(days=1), True)
    held = due(answered, [session(-1)], TODAY, conditions=["ptsd"])
    assert held == ()
