"""Silences after a session: the rows of `reference/silences.csv`."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from journal.clinical.rules import rules
from journal.clinical.silences import looked_back, silent

ROWS = list(csv.DictReader((Path(__file__).parent / "reference/silences.csv").read_text(encoding="utf-8").splitlines()))
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_a_silence_after_a_session_is_told_by_its_days(row: dict[str, str]) -> None:
    session = TODAY - timedelta(days=int(row["days_since_session"]))
    last = TODAY - timedelta(days=int(row["days_since_entry"])) if row["days_since_entry"] else None
    expected = int(row["silent_days"]) if row["silent_days"] else None
    assert silent(session, last, TODAY, rules(2, {"silence.days": int(row["waits"])}, {})) == expected


def test_a_session_is_asked_about_for_its_week_the_silence_and_a_day() -> None:
    assert looked_back() == timedelta(days=11)
    assert looked_back(rules(2, {"silence.days": 5}, {})) == timedelta(days=13)
