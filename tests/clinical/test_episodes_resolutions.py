"""How long each episode took to go, by rows a clinician can read, and whose word counts where several saw it."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical.entries import CheckIn, Entry, Revision, SideEffect, Source
from journal.clinical.episodes import Reporter, resolutions, told
from journal.clinical.ids import EntryId, PatientId, SessionId
from journal.clinical.sessions import Discharge, Observed, Route, Session
from tests.clinical.making import entry

ROWS = list(
    csv.DictReader((Path(__file__).parent / "reference/resolutions.csv").read_text(encoding="utf-8").splitlines())
)
ALICE, BOB = PatientId(UUID(int=0xA)), PatientId(UUID(int=0xB))
FIRST = datetime(2026, 11, 2, 14, tzinfo=UTC)


def session(number: int, start: datetime, *effects: Observed, patient: PatientId = ALICE) -> Session:
    return Session(
        id=SessionId(UUID(int=number)),
        patient=patient,
        started_at=start,
        ended_at=start + timedelta(minutes=40),
        zone="UTC",
        local_date=start.date(),
        route=Route.IV,
        dose_mg=35,
        effects=effects,
    )


SESSIONS = (session(2, FIRST + timedelta(days=7)), session(1, FIRST))


def reported(report: SideEffect, *, at: datetime, source: Source = Source.PATIENT, patient: PatientId = ALICE) -> Entry:
    return entry(report, at, source=source, patient=patient)


def felt(effect: str = "nausea", *, hours: float | None = 2, start: datetime = FIRST, severity: int = 1) -> SideEffect:
    ended = None if hours is None else start + timedelta(hours=hours)
    return SideEffect(effect=effect, severity=severity, interference=0, started_at=start, ended_at=ended)


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_an_episode_took_so_long_to_go(row: dict[str, str]) -> None:
    report = SideEffect(
        effect=row["effect"],
        severity=int(row["severity"]),
        interference=0,
        started_at=datetime.fromisoformat(row["started"]),
        ended_at=datetime.fromisoformat(row["ended"]) if row["ended"] else None,
        session_id=SessionId(UUID(int=int(row["session_named"]))) if row["session_named"] else None,
    )
    made = reported(report, at=datetime.fromisoformat(row["last_reported"]), source=Source(row["reporter"]))
    found = resolutions([made], SESSIONS)
    if row["outcome"] == "none":
        assert found == ()
        return
    (each,) = found
    assert (each.effect, each.patient, each.started_at) == (row["effect"], ALICE, report.started_at)
    assert each.session == (UUID(int=int(row["session"])) if row["session"] else None)
    assert (each.hours, each.ended) == (float(row["hours"]), row["outcome"] == "ended")
    assert each.reporter is (Reporter.COMPANION if row["reporter"] == "companion" else Reporter.PATIENT)


def test_an_end_that_says_none_is_the_end_of_what_was_there() -> None:
    over = replace(reported(felt(severity=0), at=FIRST + timedelta(hours=3)), replaces=EntryId(UUID(int=9)))
    assert [(each.hours, each.ended) for each in resolutions([over], SESSIONS)] == [(2.0, True)]
    assert resolutions([replace(over, replaces=None)], SESSIONS) == ()
    assert resolutions([replace(over, content=felt(severity=0, hours=None))], SESSIONS) == ()


def test_a_check_in_is_no_episode() -> None:
    assert resolutions([replace(reported(felt(), at=FIRST), content=CheckIn(mood=1, function=1))], SESSIONS) == ()


def test_of_what_several_saw_the_patients_own_word_counts() -> None:
    seen = Observed(effect="nausea", severity=2, started_at=FIRST, ended_at=FIRST + timedelta(minutes=30))
    held = (session(1, FIRST, seen),)
    own = reported(felt(hours=2), at=FIRST)
    companions = reported(felt(hours=None), at=FIRST + timedelta(hours=1), source=Source.COMPANION)
    assert [each.reporter for each in resolutions([companions, own], held)] == [Reporter.PATIENT]
    assert [each.reporter for each in resolutions([companions], held)] == [Reporter.COMPANION]
    assert [(each.reporter, each.hours, each.ended) for each in resolutions([], held)] == [(Reporter.STAFF, 0.5, True)]
    # Twice by the same person is twice.
    again = reported(felt(start=FIRST + timedelta(hours=5)), at=FIRST + timedelta(hours=7))
    assert len(resolutions([again, companions, own], held)) == 2


def test_what_the_staff_saw_to_the_last_is_watched_no_longer_than_that() -> None:
    seen = Observed(effect="nystagmus", severity=1, started_at=FIRST + timedelta(minutes=10))
    in_chair = session(1, FIRST, seen)
    assert [(each.hours, each.ended) for each in resolutions([], [in_chair])] == [(0.5, False)]
    home = replace(in_chair, discharge=Discharge(at=FIRST + timedelta(hours=2, minutes=10), criteria_met=True))
    assert [each.hours for each in resolutions([], [home])] == [2.0]
    after = replace(seen, started_at=FIRST + timedelta(hours=1))
    assert [each.hours for each in resolutions([], [replace(in_chair, effects=(after,))])] == [0.0]


def test_nobodys_session_is_anothers_and_the_order_is_by_start() -> None:
    alices, bobs = session(1, FIRST), session(3, FIRST + timedelta(hours=1), patient=BOB)
    late = reported(felt(start=FIRST + timedelta(hours=4)), at=FIRST + timedelta(hours=6))
    early = reported(felt(start=FIRST + timedelta(hours=2)), at=FIRST + timedelta(hours=6), patient=BOB)
    found = resolutions([late, early], [bobs, alices])
    assert [(each.patient, each.session) for each in found] == [(BOB, bobs.id), (ALICE, alices.id)]


def test_an_episode_tells_how_bad_it_was_over_time() -> None:
    first = reported(felt(severity=3, hours=None), at=FIRST)
    second = replace(
        reported(felt(severity=1, hours=None), at=FIRST + timedelta(hours=1)),
        id=EntryId(UUID(int=2)),
        replaces=first.id,
    )
    (each,) = told([Revision(number=2, entry=second), Revision(number=1, entry=first)])
    assert each.entry is second and each.last is second.content
    assert [(at, report.severity) for at, report in each.reports] == [(FIRST, 3), (FIRST + timedelta(hours=1), 1)]
