"""Who may take an alert, and who may close it."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical.alerts import (
    NOTE,
    Alert,
    Outcome,
    Revised,
    Tier,
    acknowledge,
    problems,
    resolve,
    revised,
    take_over,
)
from journal.clinical.entries import CheckIn, Content, Event, HomeReading, QuestionnaireResponse
from journal.clinical.errors import Conflict
from journal.clinical.ids import AlertId, EntryId, PatientId, PersonId
from tests.clinical.test_red_flags import effect, phq_9, reported

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DANA, DREW = PersonId(UUID(int=1)), PersonId(UUID(int=2))
OPEN = Alert(
    id=AlertId(UUID(int=3)),
    patient=PatientId(UUID(int=4)),
    entry=EntryId(UUID(int=5)),
    rule="item-9-high",
    rule_version=1,
    tier=Tier.PAGE,
    subject="item_9",
    value=2,
    raised_at=NOON,
    due_at=NOON + timedelta(minutes=15),
)


def test_dana_takes_an_alert_and_closes_it() -> None:
    taken = acknowledge(OPEN, owner=DANA, at=NOON)
    assert taken == replace(OPEN, owner=DANA, acknowledged_at=NOON)
    later = NOON + timedelta(minutes=5)
    closed = resolve(taken, by=DANA, at=later, outcome=Outcome.CONTACTED)
    assert closed == replace(taken, resolved_at=later, outcome=Outcome.CONTACTED)


def test_taking_it_twice_is_taking_it_once() -> None:
    taken = acknowledge(OPEN, owner=DANA, at=NOON)
    assert acknowledge(taken, owner=DANA, at=NOON + timedelta(minutes=5)) == taken


def test_only_the_first_takes_an_alert() -> None:
    taken = acknowledge(OPEN, owner=DANA, at=NOON)
    with pytest.raises(Conflict):
        acknowledge(taken, owner=DREW, at=NOON)


def test_closing_what_nobody_has_is_taking_it() -> None:
    closed = resolve(OPEN, by=DREW, at=NOON, outcome=Outcome.NO_ACTION_NEEDED)
    assert (closed.owner, closed.acknowledged_at, closed.resolved_at) == (DREW, NOON, NOON)


def test_a_colleague_may_close_it_and_the_owner_stays() -> None:
    taken = acknowledge(OPEN, owner=DANA, at=NOON)
    assert resolve(taken, by=DREW, at=NOON, outcome=Outcome.SENT_TO_EMERGENCY).owner == DANA


@pytest.mark.parametrize("person", [DANA, DREW])
def test_a_closed_alert_is_closed_for_everybody(person: PersonId) -> None:
    closed = resolve(OPEN, by=DANA, at=NOON, outcome=Outcome.PLAN_CHANGED)
    with pytest.raises(Conflict):
        acknowledge(closed, owner=person, at=NOON)
    with pytest.raises(Conflict):
        resolve(closed, by=person, at=NOON, outcome=Outcome.CONTACTED)


def test_dana_takes_over_what_drew_has_and_nothing_that_is_closed() -> None:
    drews = acknowledge(OPEN, owner=DREW, at=NOON)
    later = NOON + timedelta(minutes=20)
    assert take_over(drews, by=DANA, at=later) == replace(drews, owner=DANA, acknowledged_at=later)
    assert take_over(drews, by=DREW, at=later) == drews
    assert take_over(OPEN, by=DANA, at=later) == replace(OPEN, owner=DANA, acknowledged_at=later)
    with pytest.raises(Conflict):
        take_over(resolve(drews, by=DREW, at=NOON, outcome=Outcome.CONTACTED), by=DANA, at=later)


def test_an_alert_led_to_an_action_unless_none_was_needed() -> None:
    assert [outcome for outcome in Outcome if not outcome.acted] == [Outcome.NO_ACTION_NEEDED]


def test_an_alert_is_closed_with_a_few_words_or_none() -> None:
    assert problems(None) == problems("Called her; she is with her sister.") == problems("x" * NOTE) == []
    assert [problem.pointer for problem in problems("x" * (NOTE + 1))] == ["/note"]


REVISED = list(
    csv.DictReader((Path(__file__).parent / "reference/revised.csv").read_text(encoding="utf-8").splitlines())
)


SAID: dict[str, Content] = {
    "unsafe": CheckIn(mood=3, function=3, extra={"safe": False}),
    "safe": CheckIn(mood=3, function=3, extra={"safe": True}),
    "unanswered": CheckIn(mood=3, function=3),
    "unanswered form": QuestionnaireResponse(questionnaire="gad-7", version="1", answers={}),
    "event": Event(title="Moved house"),
}


def _said(words: str) -> Content:
    if words in SAID:
        return SAID[words]
    what, value, *ended = words.split()
    if what == "item_9":
        return phq_9(int(value))
    if what == "reading":
        return HomeReading(systolic=int(value), diastolic=80)
    return effect(what, int(value), 3, 1 if ended else None)


@pytest.mark.parametrize("row", REVISED, ids=lambda row: f"{row['alert']}: {row['why']}")
def test_an_alert_says_what_the_patient_says_now(row: dict[str, str]) -> None:
    raised_by = reported(_said(row["raised_by"]))
    alert = replace(OPEN, entry=raised_by.id, subject=row["alert"])
    assert revised(alert, raised_by) is None
    standing = replace(raised_by, id=EntryId(UUID(int=9)), content=_said(row["now"]), received_at=NOON)
    value = None if row["value"] in {"", "taken back"} else float(row["value"])
    assert revised(alert, standing) == (Revised(at=NOON, value=value) if row["value"] else None)
