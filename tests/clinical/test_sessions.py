"""A session as the staff record it: what is a slip is refused by name, what is a clinician's decision is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from journal.clinical.dates import local_day
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.sessions import MOST_VITALS, Route, Session, Vitals, problems

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
