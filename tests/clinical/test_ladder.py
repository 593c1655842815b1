"""Who has to look next, and from when. North is open on weekdays from 8 to 18, and on Saturdays from 22 to midnight."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.alerts import Alert, Tier, adds_to
from journal.clinical.clinics import Clinic
from journal.clinical.ids import AlertId, ClinicId, EntryId, PatientId, PersonId
from journal.clinical.ladder import Rung, Staff, Step, climb, due_at, out_of_hours, upcoming
from journal.clinical.office_hours import Opening, is_open, next_opening
from journal.clinical.rules import DEFAULT

FOLDER = Path(__file__).parent / "reference"
RUNGS = list(csv.DictReader((FOLDER / "ladder.csv").read_text(encoding="utf-8").splitlines()))
HOURS = list(csv.DictReader((FOLDER / "office_hours.csv").read_text(encoding="utf-8").splitlines()))
ZONE = "America/New_York"
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
PEOPLE = {name: PersonId(UUID(int=number)) for number, name in enumerate(("dana", "nils", "nadia"), start=1)}
WEEK = (
    Opening(days=(1, 2, 3, 4, 5), opens=time(8), closes=time(18)),
    Opening(days=(6,), opens=time(22), closes=time(0)),
)
NORTH = Clinic(id=ClinicId(UUID(int=9)), name="North", phone="1", hours="1", zone=ZONE, office_hours=WEEK)


def alert(tier: Tier, at: datetime = NOW) -> Alert:
    return Alert(
        id=AlertId(UUID(int=1)),
        patient=PatientId(UUID(int=2)),
        entry=EntryId(UUID(int=3)),
        rule="emergency",
        rule_version=1,
        tier=tier,
        subject="chest_pain",
        value=2,
        raised_at=at,
        due_at=due_at(tier, at, DEFAULT, replace(NORTH, office_hours=())),
    )


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def staff(row: dict[str, str]) -> Staff:
    return Staff(
        team=[PEOPLE[name] for name in row["team"].split()], admins=[PEOPLE[name] for name in row["admins"].split()]
    )


@pytest.mark.parametrize("row", RUNGS, ids=[f"{r['tier']} {r['team']} {r['minutes']} {r['why']}" for r in RUNGS])
def test_a_rung_is_climbed_when_it_is_due_and_only_while_nobody_has_the_alert(row: dict[str, str]) -> None:
    raised = alert(Tier(row["tier"]))
    if row["taken"]:
        raised = replace(raised, owner=PEOPLE["dana"], acknowledged_at=NOW)
    now = NOW + timedelta(minutes=int(row["minutes"]))
    assert [step.rung.value for step in climb(raised, (), staff(row), DEFAULT, now)] == row["rungs"].split()


def test_what_was_climbed_is_not_climbed_again_whoever_has_come_or_gone() -> None:
    both = Staff(team=[PEOPLE["dana"], PEOPLE["nils"]], admins=[PEOPLE["nadia"]])
    raised = alert(Tier.PAGE)
    first = climb(raised, (), both, DEFAULT, NOW)
    assert [(step.rung, step.people) for step in first] == [(Rung.OWNER, (PEOPLE["dana"],))]
    later = NOW + timedelta(minutes=15)
    nobody = Staff(team=[], admins=[PEOPLE["nadia"]])
    assert [step.rung for step in climb(raised, first, nobody, DEFAULT, later)] == [Rung.ADMINS]
    assert climb(raised, first, both, DEFAULT, later - timedelta(seconds=1)) == ()
    coming = upcoming(raised, first, both, DEFAULT)
    assert coming is not None
    assert (coming.rung, coming.at, coming.people) == (Rung.TEAM, later, (PEOPLE["nils"],))


@given(minutes=st.lists(st.integers(0, 30_000), max_size=12), tier=st.sampled_from(Tier), team=st.integers(0, 2))
def test_looking_often_or_once_climbs_the_same_rungs(minutes: list[int], tier: Tier, team: int) -> None:
    people = Staff(team=[PEOPLE["dana"], PEOPLE["nils"]][:team], admins=[PEOPLE["nadia"]])
    raised = alert(tier)
    often: tuple[Step, ...] = ()
    for minute in sorted(minutes):
        often = (*often, *climb(raised, often, people, DEFAULT, NOW + timedelta(minutes=minute)))
    once = climb(raised, (), people, DEFAULT, NOW + timedelta(minutes=max(minutes))) if minutes else ()
    assert [step.rung for step in often] == [step.rung for step in once]


@pytest.mark.parametrize("row", HOURS, ids=[f"{r['at']} {r['tier']} {r['why']}" for r in HOURS])
def test_a_closed_clinic_has_until_after_it_opens_unless_it_is_urgent(row: dict[str, str]) -> None:
    at = local(row["at"])
    assert is_open(WEEK, at, ZONE) is bool(row["open"])
    assert next_opening(WEEK, at, ZONE) == local(row["next"])
    assert due_at(Tier(row["tier"]), at, DEFAULT, NORTH) == local(row["due"])


def test_whoever_is_on_call_is_shown_for_what_is_urgent_while_the_clinic_is_closed() -> None:
    night, noon = local("2026-11-23T23:00"), local("2026-11-23T12:00")
    assert out_of_hours(alert(Tier.PAGE), NORTH, night)
    assert not out_of_hours(alert(Tier.PAGE), NORTH, noon)
    assert not out_of_hours(alert(Tier.SAME_DAY), NORTH, night)
    assert not out_of_hours(alert(Tier.PAGE), replace(NORTH, office_hours=()), night)


def test_nothing_worse_hides_in_an_alert_that_runs() -> None:
    running = alert(Tier.SAME_DAY)
    again = replace(running, id=AlertId(UUID(int=7)), raised_at=NOW + timedelta(hours=1))
    assert adds_to(running, again)
    assert adds_to(replace(running, owner=PEOPLE["dana"], acknowledged_at=NOW), again)
    assert adds_to(running, replace(again, value=1))
    for worse in (
        replace(again, value=3),
        replace(again, tier=Tier.PAGE),
        replace(again, subject="seizure"),
        replace(again, rule="very-severe"),
        replace(again, patient=PatientId(UUID(int=8))),
    ):
        assert not adds_to(running, worse)
    assert not adds_to(replace(running, resolved_at=NOW), again)


def test_an_urgent_alert_that_somebody_has_taken_takes_no_more_in() -> None:
    running, again = alert(Tier.PAGE), replace(alert(Tier.PAGE), id=AlertId(UUID(int=7)))
    assert adds_to(running, again)
    assert not adds_to(replace(running, owner=PEOPLE["dana"], acknowledged_at=NOW), again)
