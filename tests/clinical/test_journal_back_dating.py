"""Filling in later, case by case; Alice is in New York."""

import csv
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical.entries import CheckIn, Content, Draft, Event, QuestionnaireResponse, SideEffect, Source
from journal.clinical.errors import Invalid
from journal.clinical.ids import EntryId, PatientId
from journal.clinical.journal import accept

ROWS = list(
    csv.DictReader((Path(__file__).parent / "reference/back_dating.csv").read_text(encoding="utf-8").splitlines())
)
GAD_7 = ["69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"]


def content(kind: str, occurred: datetime) -> Content:
    kinds: dict[str, Content] = {
        "check_in": CheckIn(mood=5, function=5),
        "side_effect": SideEffect(effect="nausea", severity=1, interference=1, started_at=occurred),
        "questionnaire": QuestionnaireResponse(questionnaire="gad-7", version="1", answers=dict.fromkeys(GAD_7, 0)),
        "event": Event(title="New job"),
    }
    return kinds[kind]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['kind']}: {row['why']}" for row in ROWS])
def test_an_entry_is_on_time_late_or_refused(row: dict[str, str]) -> None:
    occurred, recorded = datetime.fromisoformat(row["occurred"]), datetime.fromisoformat(row["recorded"])
    draft = Draft(
        id=EntryId(UUID(int=int(recorded.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62)),
        occurred_at=occurred,
        zone="America/New_York",
        content=content(row["kind"], occurred),
    )
    try:
        entry = accept(
            draft,
            patient=PatientId(UUID(int=1)),
            author=None,
            device="phone",
            source=Source.PATIENT,
            received_at=recorded,
            replaced=None,
        )
    except Invalid as refusal:
        outcome = " ".join(["refused", *(problem.pointer for problem in refusal.problems)])
    else:
        outcome = "late" if entry.late else "on time"
    assert outcome == row["outcome"]
