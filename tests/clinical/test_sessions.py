"""A session as the staff record it: what is a slip is refused by name, what is a clinician's decision is not."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical.dates import local_day
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.session_limits import MOST_OTHERS, MOST_VITALS, problems
from journal.clinical.sessions import (
    RXNORM,
    Discharge,
    Drug,
    Intervention,
    Observed,
    Premedication,
    Route,
    Session,
    Vitals,
)

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
ZONE = "America/New_York"
START = NOW - timedelta(hours=2)
SESSION = Session(
    id=SessionId(UUID(int=1)),
    patient=PatientId(UUID(int=2)),
    started_at=START,
    ended_at=START + timedelta(minutes=40),
    zone=ZONE,
    local_date=local_day(START, ZONE),
    route=Route.IV,
    dose_mg=35.0,
    weight_kg=70.0,
    vitals=(Vitals(at=START, systolic=128, diastolic=82, heart_rate=71, spo2=98),),
    note="Well.",
)


def _pointers(session: Session) -> list[str]:
    return [problem.pointer for problem in problems(session, now=NOW)]


def test_danas_record_of_alices_session_has_no_problem() -> None:
    assert _pointers(SESSION) == []
    assert SESSION.mg_per_kg == 0.5
    bare = replace(SESSION, weight_kg=None, vitals=(), note=None)
    assert (_pointers(bare), bare.mg_per_kg) == ([], None)


@pytest.mark.parametrize(
    ("change", "pointers"),
    [
        ({"zone": "Mars/Olympus"}, ["/zone"]),
        (
            {"started_at": NOW + timedelta(minutes=11), "ended_at": NOW + timedelta(minutes=11)},
            ["/started_at", "/ended_at"],
        ),
        ({"ended_at": NOW + timedelta(hours=3)}, ["/ended_at"]),
        ({"ended_at": START - timedelta(minutes=1)}, ["/ended_at"]),
        ({"started_at": START - timedelta(hours=24)}, ["/ended_at"]),
        (
            {"started_at": datetime(202, 11, 23, tzinfo=UTC), "ended_at": datetime(202, 11, 23, tzinfo=UTC)},
            ["/started_at", "/ended_at"],
        ),
        ({"dose_mg": 0.0}, ["/dose_mg"]),
        ({"dose_mg": float("nan")}, ["/dose_mg"]),
        ({"dose_mg": 2000.5}, ["/dose_mg"]),
        ({"weight_kg": 7.0}, ["/weight_kg"]),
        ({"note": "x" * 4001}, ["/note"]),
        ({"vitals": (Vitals(at=START),) * (MOST_VITALS + 1)}, ["/vitals"]),
        (
            {"vitals": (Vitals(at=START), Vitals(at=START, systolic=12, spo2=101))},
            ["/vitals/1/systolic", "/vitals/1/spo2"],
        ),
        ({"vitals": (Vitals(at=NOW + timedelta(days=1)),)}, ["/vitals/0/at"]),
    ],
)
def test_a_slip_is_refused_by_name(change: dict[str, object], pointers: list[str]) -> None:
    assert _pointers(replace(SESSION, **change)) == pointers  # type: ignore[arg-type]  # typed by the table above


def test_a_clinics_clock_may_run_ten_minutes_ahead() -> None:
    ahead = NOW + timedelta(minutes=10)
    assert _pointers(replace(SESSION, ended_at=ahead, vitals=())) == []
    assert _pointers(replace(SESSION, started_at=ahead, ended_at=ahead, vitals=())) == []


def _rows(name: str) -> list[dict[str, str]]:
    text = (Path(__file__).parent / f"reference/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("row", _rows("session_doses"), ids=lambda row: row["why"])
def test_a_dose_is_taken_or_refused_and_is_so_much_for_each_kilogram(row: dict[str, str]) -> None:
    weight = float(row["weight_kg"]) if row["weight_kg"] else None
    session = replace(SESSION, dose_mg=float(row["dose_mg"]), weight_kg=weight)
    assert _pointers(session) == row["pointers"].split()
    if not row["pointers"]:
        assert session.mg_per_kg == (pytest.approx(float(row["mg_per_kg"])) if row["mg_per_kg"] else None)


@pytest.mark.parametrize("row", _rows("session_vitals"), ids=lambda row: f"{row['reading']} {row['value']}")
def test_a_reading_is_taken_or_refused_by_name(row: dict[str, str]) -> None:
    reading = replace(Vitals(at=START), **{row["reading"]: int(row["value"])})  # type: ignore[arg-type]  # by the table
    wanted = [] if row["taken"] == "yes" else [f"/vitals/0/{row['reading']}"]
    assert _pointers(replace(SESSION, vitals=(reading,))) == wanted


SEEN = Observed(effect="nausea", severity=1, started_at=START)
DONE = Intervention(at=START, what="oxygen")
GIVEN = Premedication(name="ondansetron", dose="4 mg")


@pytest.mark.parametrize(
    ("change", "pointers"),
    [
        ({"premedication": (GIVEN, Premedication(name="lorazepam")), "effects": (SEEN,), "interventions": (DONE,)}, []),
        ({"discharge": Discharge(at=NOW, criteria_met=False)}, []),
        ({"discharge": Discharge(at=START, criteria_met=True, escort="a friend")}, []),
        ({"discharge": Discharge(at=START - timedelta(minutes=1), criteria_met=True)}, ["/discharge/at"]),
        ({"discharge": Discharge(at=NOW + timedelta(hours=1), criteria_met=True)}, ["/discharge/at"]),
        ({"discharge": Discharge(at=NOW, criteria_met=True, escort=" ")}, ["/discharge/escort"]),
        ({"premedication": (replace(GIVEN, name=""),)}, ["/premedication/0/name"]),
        ({"premedication": (replace(GIVEN, dose="4\nmg"),)}, ["/premedication/0/dose"]),
        ({"premedication": (GIVEN,) * (MOST_OTHERS + 1)}, ["/premedication"]),
        ({"effects": (SEEN,) * (MOST_OTHERS + 1)}, ["/effects"]),
        ({"effects": (replace(SEEN, effect="levitation"),)}, ["/effects/0/effect"]),
        ({"effects": (SEEN, replace(SEEN, severity=0))}, ["/effects/1/severity"]),
        ({"effects": (replace(SEEN, severity=5),)}, ["/effects/0/severity"]),
        ({"effects": (replace(SEEN, ended_at=START),)}, []),
        ({"effects": (replace(SEEN, ended_at=START - timedelta(seconds=1)),)}, ["/effects/0/ended_at"]),
        ({"effects": (replace(SEEN, ended_at=NOW + timedelta(hours=1)),)}, ["/effects/0/ended_at"]),
        ({"interventions": (replace(DONE, what="x" * 501),)}, ["/interventions/0/what"]),
        ({"interventions": (DONE,) * (MOST_OTHERS + 1)}, ["/interventions"]),
        ({"interventions": (replace(DONE, at=NOW + timedelta(hours=1)),)}, ["/interventions/0/at"]),
    ],
)
def test_what_stands_beside_the_dose_is_held_to_rules_of_its_own(
    change: dict[str, object], pointers: list[str]
) -> None:
    assert _pointers(replace(SESSION, **change)) == pointers  # type: ignore[arg-type]  # typed by the table above


def test_only_a_code_that_was_checked_is_given() -> None:
    assert RXNORM == {Drug.KETAMINE: "6130"}
