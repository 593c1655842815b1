"""What each session gave and what was seen of it: rows a clinician can read."""

import csv
import datetime as dt
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from journal.clinical.daily import Days
from journal.clinical.doses import Doses, doses
from journal.clinical.entries import SideEffect
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.sessions import Observed, Route, Session

REFERENCE = Path(__file__).parent / "reference"
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def rows() -> list[dict[str, str]]:
    with (REFERENCE / "doses.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def session(told: str, *, route: Route = Route.IV, seen: str = "") -> Session:
    """`0:35:70`: on day 0, 35 mg, 70 kg."""
    day, dose, weight = told.split(":")
    started = NOON + dt.timedelta(days=int(day))
    observed = [Observed(effect="dissociation", severity=int(seen), started_at=started)] if seen else []
    return Session(
        id=SessionId(UUID(int=int(day) + 1)),
        patient=PatientId(UUID(int=1)),
        started_at=started,
        ended_at=started + dt.timedelta(minutes=40),
        zone="UTC",
        local_date=started.date(),
        route=route,
        dose_mg=float(dose),
        weight_kg=float(weight) if weight else None,
        effects=(Observed(effect="nausea", severity=4, started_at=started), *observed),
    )


def report(told: str, effect: str = "dissociation") -> SideEffect:
    """`0.2:3`: on day 0, two hours after noon, severe."""
    when, severity = told.split(":")
    day, hours = when.split(".")
    at = NOON + dt.timedelta(days=int(day), hours=int(hours))
    return SideEffect(effect=effect, severity=int(severity), interference=0, started_at=at)


def days(told: str) -> Days:
    """`5:6 6:7`: mood 6 on day 5, 7 on day 6."""
    pairs = [token.split(":") for token in told.split()]
    empty = (None,) * len(pairs)
    return Days(
        day=tuple(NOON.toordinal() + int(day) for day, _ in pairs),
        n=(1,) * len(pairs),
        late=(False,) * len(pairs),
        mood=tuple(float(mood) for _, mood in pairs),
        function=empty,
        sleep_hours=empty,
        energy=empty,
        anxiety=empty,
        pain=empty,
    )


def number(text: str) -> float | None:
    return float(text) if text else None


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_a_session_is_shown_with_what_was_seen_of_it(row: dict[str, str]) -> None:
    held = [session(told, seen=row["seen"] if told.startswith("0:") else "") for told in row["sessions"].split()]
    told = [report(each) for each in row["reports"].split()]
    first = doses(held, [*told, report("0.1:4", "headache")], days(row["mood"])).sessions[0]
    assert (first.mg_per_kg, first.dissociation, first.mood) == tuple(
        number(row[name]) for name in ("mg_per_kg", "dissociation", "week")
    )


def test_sessions_are_counted_as_they_come_and_by_route() -> None:
    routes = (Route.IV, Route.INTRANASAL, Route.IV, Route.IV, Route.INTRANASAL)
    held = [session(f"{10 * place}:35:70", route=route) for place, route in enumerate(routes)]
    found = doses(held, [], days(""))
    assert [(dose.number, dose.route, dose.of_route) for dose in found.sessions] == [
        (1, "iv", 1),
        (2, "intranasal", 1),
        (3, "iv", 2),
        (4, "iv", 3),
        (5, "intranasal", 2),
    ]
    assert found.by_route == {"iv": 3, "intranasal": 2}
    Random(7).shuffle(held)
    assert doses(held, [], days("")) == found


def test_of_two_sessions_on_a_day_each_has_its_own() -> None:
    early = session("0:35:70")
    late = Session(
        id=SessionId(UUID(int=99)),
        patient=early.patient,
        started_at=NOON + dt.timedelta(hours=5),
        ended_at=NOON + dt.timedelta(hours=6),
        zone="UTC",
        local_date=NOON.date(),
        route=Route.IV,
        dose_mg=35,
    )
    found = doses([early, late], [report("0.2:1"), report("0.6:3")], days(""))
    assert [dose.dissociation for dose in found.sessions] == [1, 3]


def test_nobody_without_a_session_has_a_dose() -> None:
    assert doses([], [report("0.2:1")], days("5:6")) == Doses(sessions=(), by_route={})
