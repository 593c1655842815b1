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
from journal.clinical.fading import Fading, Turning, WhyNot
from journal.clinical.ids import AlertId, EntryId, PatientId, PersonId
from journal.clinical.questionnaires import Due
from journal.clinical.rules import rules
from journal.clinical.worklist import PatientState, Reason, ReasonKind, assess, order

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

    def down(text: str) -> bool:
        before, now = map(known, text.split(">")) if text else (None, None)
        return now is not None and before is not None and now < before

    alerts = [text.partition(":") for text in row["alerts"].split()]
    due = [row["due_days_ago"]] if row["due_days_ago"] else []
    return PatientState(
        alerts=[alert(Tier(tier), DANA if owner else None) for tier, _, owner in alerts],
        session_dates=[ago(days) for days in row["session_days_ago"].split()],
        last_entry=ago(row["last_entry_days_ago"]) if row["last_entry_days_ago"] else None,
        fading=fading_of(row, Turning(mood=down(row["mood"]), function=down(row["function"]))),
        due=[
            Due(questionnaire="phq-9", version="1", name="PHQ-9", due_on=ago(days), overdue=days != "0") for days in due
        ],
    )


def fading_of(row: dict[str, str], turning_down: Turning) -> Fading | None:
    """What the row says of past intervals; of the chance it says nothing."""
    sessions = row["session_days_ago"].split()
    held = [int(days) for days in row["durations"].split() if days != "-"]
    last = tuple(held[-3:])
    return (
        Fading(
            n=len(held),
            held_days=last,
            low_days=min(last) if len(last) == 3 else None,
            high_days=max(last) if len(last) == 3 else None,
            day=int(sessions[-1]),
            turning_down=turning_down,
            chance_7_days=None,
            low_day_80=None,
            high_day_80=None,
            why_not=WhyNot.NO_BENEFIT,
            worn_off=None,
        )
        if sessions
        else None
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


def test_what_fading_says_of_the_chance_stands_beside_the_reason() -> None:
    row = next(row for row in ROWS if row["case"] == "fading")
    state = state_of(row)
    assert state.fading is not None
    known = replace(state.fading, chance_7_days=0.42, low_day_80=18, high_day_80=27, why_not=None)
    (reason,) = assess(replace(state, fading=known), TODAY)
    assert (reason.facts["chance"], reason.facts["low"], reason.facts["high"]) == (0.42, 18, 27)
    (unknown,) = assess(state, TODAY)
    assert not {"chance", "low", "high"} & set(unknown.facts)


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
    found = [reason.kind for reason in assess(state, TODAY, rules=rules(2, {"silence.days": silent_days}, {}))]
    assert found == ([ReasonKind.SILENT] if silent else [])
