"""Why a patient is on Dana's worklist, and who comes first."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.alerts import Alert, Tier
from journal.clinical.ids import AlertId, EntryId, PatientId, PersonId
from journal.clinical.questionnaires import Due
from journal.clinical.worklist import PatientState, Reason, ReasonKind, Turn, assess, order, turn

ROWS = list(csv.DictReader((Path(__file__).parent / "reference/worklist.csv").read_text(encoding="utf-8").splitlines()))
TODAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DANA = PersonId(UUID(int=1))


def alert(tier: Tier, owner: PersonId | None = None, at: datetime = NOON) -> Alert:
    return Alert(
        id=AlertId(UUID(int=2)),
        patient=PatientId(UUID(int=3)),
        entry=EntryId(UUID(int=4)),
        rule="item-9",
        rule_version=1,
        tier=tier,
        subject="item_9",
        value=1,
        raised_at=at,
        due_at=at,
        owner=owner,
    )


def ago(days: str | int) -> date:
    return TODAY - timedelta(days=int(days))


def state_of(row: dict[str, str]) -> PatientState:
    def known(text: str) -> float | None:
        return None if text == "-" else float(text)

    def turned(text: str) -> Turn:
        before, now = text.split(">") if text else ("-", "-")
        return Turn(now=known(now), before=known(before))

    alerts = [text.partition(":") for text in row["alerts"].split()]
    due = [row["due_days_ago"]] if row["due_days_ago"] else []
    return PatientState(
        alerts=[alert(Tier(tier), DANA if owner else None) for tier, _, owner in alerts],
        session_dates=[ago(days) for days in row["session_days_ago"].split()],
        last_entry=ago(row["last_entry_days_ago"]) if row["last_entry_days_ago"] else None,
        durations=[known(days) for days in row["durations"].split()],
        mood=turned(row["mood"]),
        function=turned(row["function"]),
        due=[Due(questionnaire="phq-9", version="1", due_on=ago(days), overdue=days != "0") for days in due],
    )


def said(reason: Reason) -> str:
    """A reason as the reference table writes it."""
    facts = reason.facts
    if isinstance(reason.since, datetime):
        return f"alert {facts['tier']}" + (" owned" if facts["owned"] else "")
    since = f"since {(TODAY - reason.since).days}"
    match reason.kind:
        case ReasonKind.FADING:
            return f"fading {facts['day']} {facts['shortest']:g}-{facts['longest']:g} n={facts['n']} {since}"
        case ReasonKind.SILENT:
            return f"silent {facts['days']} day {facts['day']} {since}"
        case _:
            return f"due {facts['days']} {since}"


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_a_patient_is_listed_for_these_reasons(row: dict[str, str]) -> None:
    assert " | ".join(map(said, assess(state_of(row), TODAY))) == row["expected"]


def test_a_session_to_come_starts_no_interval() -> None:
    state = PatientState(session_dates=[ago(5), ago(-1)], last_entry=ago(3))
    (reason,) = assess(state, TODAY)
    assert reason.facts == {"days": 3, "day": 5}
    assert assess(replace(state, session_dates=[ago(-1)]), TODAY) == ()


def test_the_older_of_two_equal_alerts_comes_first() -> None:
    later, earlier = alert(Tier.PAGE), alert(Tier.PAGE, at=NOON - timedelta(hours=1))
    reasons = assess(PatientState(alerts=[later, earlier]), TODAY)
    assert [reason.since for reason in reasons] == [earlier.raised_at, later.raised_at]
    assert reasons[0].facts == {
        "rule": "item-9",
        "tier": "page",
        "subject": "item_9",
        "value": 1,
        "owned": False,
    }


def test_a_turn_is_the_median_of_three_days_against_the_three_before() -> None:
    values: dict[date, float | None] = {ago(days): value for days, value in enumerate([5, 9, 4, 7, 6, 8])}
    assert turn(values, TODAY) == Turn(now=5, before=7)
    assert turn(values, TODAY).down


def test_a_turn_needs_two_of_three_days_and_fills_no_gap() -> None:
    values: dict[date, float | None] = {ago(0): 5, ago(1): None, ago(2): 3, ago(4): 8}
    assert turn(values, TODAY) == Turn(now=4, before=None)
    assert not turn(values, TODAY).down
    assert turn({}, TODAY) == Turn(now=None, before=None)


def test_standing_still_is_not_turning_down() -> None:
    assert not Turn(now=5, before=5).down
    assert not Turn(now=None, before=5).down


@dataclass(frozen=True)
class Listed:
    name: str
    reasons: Sequence[Reason]


def listed(name: str, state: PatientState) -> Listed:
    return Listed(name, assess(state, TODAY))


ALICE = listed("Alice", state_of(ROWS[1]))
BOB = listed("Bob", PatientState(alerts=[alert(Tier.SAME_DAY)]))
CAROL = listed("Carol", PatientState(session_dates=[ago(4)], last_entry=ago(4)))
DORA = listed("Dora", PatientState(alerts=[alert(Tier.PAGE, DANA)]))
EDGAR = listed("edgar", PatientState())
FAY = listed("Fay", PatientState())
GUS = listed("Gus", PatientState(alerts=[alert(Tier.PAGE)]))


@given(st.permutations([ALICE, BOB, CAROL, DORA, EDGAR, FAY, GUS]))
def test_whoever_needs_somebody_first_comes_first(rows: list[Listed]) -> None:
    names = [row.name for row in order(rows)]
    assert names == ["Gus", "Bob", "Alice", "Carol", "Dora", "edgar", "Fay"]


@pytest.mark.parametrize(
    ("silent_days", "session", "last_entry", "silent"),
    [
        (1, 7, 1, True),
        (1, 8, 1, False),
        (3, 3, 3, True),
        (3, 2, 2, False),
        (7, 10, 6, False),
        (7, 11, 7, True),
        (14, 15, 13, False),
        (14, 18, 14, True),
        (14, 19, 14, False),
    ],
)
def test_a_clinic_that_waits_longer_for_a_silence_drops_none(
    silent_days: int, session: int, last_entry: int, silent: bool
) -> None:
    state = PatientState(session_dates=[ago(session)], last_entry=ago(last_entry))
    found = [reason.kind for reason in assess(state, TODAY, silent_days=silent_days)]
    assert found == ([ReasonKind.SILENT] if silent else [])
