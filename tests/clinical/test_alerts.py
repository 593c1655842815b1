"""Who may take an alert, and who may close it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from journal.clinical.alerts import Alert, Outcome, Tier, acknowledge, resolve
from journal.clinical.errors import Conflict
from journal.clinical.ids import AlertId, EntryId, PatientId, PersonId

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
