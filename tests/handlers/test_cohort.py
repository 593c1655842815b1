"""Results of the patients in one's care: theirs alone, no small cell, and as many queries for thirty as for two."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

import httpx
import pytest

from journal.actions.identity import new_id
from journal.actions.journal import record
from journal.clinical.definitions import instrument
from journal.clinical.entries import CheckIn, Draft, QuestionnaireResponse, SideEffect, Source
from journal.clinical.ids import EntryId, PatientId, SessionId
from journal.clinical.people import Patient, Scope
from journal.clinical.sessions import Route, Session
from journal.db import people, sessions
from journal.db.engine import transaction
from tests.databases import statements
from tests.support import NOON, ZONE, Cast, Clock, Member, SignIn, check_in, side_effect, sync
from tests.worlds import World, session_body

BUDGET = 14
"""Statements the results may take, BEGIN and COMMIT included."""
BUDGET_OF_NOTHING_NEW = 8
HIDDEN = {"count": None, "hidden": "fewer than 5"}
SHARE_HIDDEN = {"count": None, "of": None, "share": None, "low": None, "high": None, "hidden": "fewer than 5"}


def _phq9(total: int) -> QuestionnaireResponse:
    items = [item.link_id for item in instrument("phq-9").items if item.scored]
    answers = {item: min(3, max(0, total - 3 * place)) for place, item in enumerate(items)}
    return QuestionnaireResponse(questionnaire="phq-9", version="1", answers=answers)


async def _treated(
    provider: Member, number: int, *, last: int, nauseous: bool, moods: Mapping[int, float] = MappingProxyType({})
) -> PatientId:
    """A patient with a session four weeks ago, PHQ-9 of 20 before it, and `last` three weeks on.

    `moods` are by days from the session, answered at its hour.
    """
    patient = PatientId(new_id())
    program = Scope(clinic=provider.clinic, role=None)
    held = NOON - timedelta(days=28)
    made = Session(
        id=SessionId(new_id()),
        patient=patient,
        started_at=held,
        ended_at=held + timedelta(minutes=40),
        zone=ZONE,
        local_date=held.date(),
        route=Route.IV,
        dose_mg=35,
        weight_kg=70,
    )
    told: list[tuple[Any, Any]] = [(held - timedelta(days=2), _phq9(20)), (held + timedelta(days=21), _phq9(last))]
    told += [(held + timedelta(days=day), CheckIn(mood=mood, function=mood)) for day, mood in moods.items()]
    if nauseous:
        begun = held + timedelta(hours=1)
        effect = SideEffect(
            effect="nausea", severity=2, interference=1, started_at=begun, ended_at=begun + timedelta(hours=2)
        )
        told.append((begun, effect))
    async with transaction(program):
        described = Patient(id=patient, name=f"P{number}", birth_date="1990-01-01", zone=ZONE, conditions=())
        await people.add_patient(program, described, account=None)
        await people.add_care(program, patient, provider.id, since=NOON)
        await sessions.put(program, made, at=NOON)
    drafts = [Draft(id=EntryId(new_id()), occurred_at=at, zone=ZONE, content=content) for at, content in told]
    await record(program, patient, drafts, device="x", now=NOON, source=Source.IMPORT)
    return patient


async def _results(client: httpx.AsyncClient, **query: str) -> dict[str, Any]:
    answer = await client.get("/api/v1/clinic/results", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _line(found: dict[str, Any], part: str, name: str, value: str) -> dict[str, Any]:
    return next(line for line in found[part] if line[name] == value)


async def test_dana_sees_what_became_of_her_twelve(signed_in: SignIn, cast: Cast) -> None:
    for number in range(12):
        await _treated(cast.dana, number, last=(2, 8, 18)[number % 3] if number else 26, nauseous=number % 2 == 0)
    found = await _results(await signed_in(cast.dana))
    assert (found["of"], found["from"], found["to"]) == ("your patients", None, None)
    assert (found["patients"], found["sessions"]) == ({"count": 12}, {"count": 12})
    phq9 = _line(found, "response", "questionnaire", "phq-9")
    assert phq9["assessed"] == {"count": 12}
    assert phq9["response"] == {
        "count": 7,
        "of": 12,
        "share": pytest.approx(0.583, abs=0.001),
        "low": pytest.approx(0.320, abs=0.001),
        "high": pytest.approx(0.807, abs=0.001),
    }
    # Three in remission, one worse.
    assert (phq9["remission"], phq9["worse"]) == (SHARE_HIDDEN, SHARE_HIDDEN)
    assert _line(found, "response", "questionnaire", "gad-7")["assessed"] == HIDDEN
    nausea = _line(found, "side_effects", "effect", "nausea")
    assert (nausea["sessions"]["count"], nausea["sessions"]["of"]) == (6, 12)
    assert nausea["resolution"]["curve"]["n"] == 6
    assert nausea["resolution"]["curve"]["steps"] == [
        {"at": 2.0, "at_risk": 6, "share": 0.0, "low": None, "high": None}
    ]
    assert _line(found, "side_effects", "effect", "sedation")["sessions"] == SHARE_HIDDEN
    assert found["durability"]["mood"] == {"curve": None, "hidden": "fewer than 5"}
    assert {row["doi"] or row["pmc"] for row in found["published"]} >= {"10.1016/j.jad.2021.12.097", "PMC3725185"}


async def test_how_long_benefit_lasts_is_by_the_clinics_rules(signed_in: SignIn, cast: Cast) -> None:
    moods = {-2: 3.0, -1: 3.0, **dict.fromkeys(range(1, 11), 5.5), **dict.fromkeys(range(11, 20), 3.0)}
    for number in range(6):
        await _treated(cast.dana, number, last=8, nauseous=False, moods=moods)
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    assert (await _results(dana))["durability"]["mood"]["curve"]["n"] == 6
    moved = await nadia.put("/api/v1/clinic/rules", json={"version": 1, "values": {"onset.points": 3}})
    assert moved.status_code == 200
    assert (await _results(dana))["durability"]["mood"] == {"curve": None, "hidden": "fewer than 5"}


async def test_what_was_reported_since_is_in_the_next_look(signed_in: SignIn, cast: Cast) -> None:
    ids = [await _treated(cast.dana, number, last=8, nauseous=number < 6) for number in range(12)]
    dana = await signed_in(cast.dana)
    assert _line(await _results(dana), "side_effects", "effect", "nausea")["sessions"]["count"] == 6
    begun = NOON - timedelta(days=28) + timedelta(hours=3)
    told = SideEffect(effect="nausea", severity=1, interference=1, started_at=begun, ended_at=begun)
    draft = Draft(id=EntryId(new_id()), occurred_at=begun, zone=ZONE, content=told)
    await record(Scope(clinic=cast.dana.clinic, role=None), ids[7], [draft], device="x", now=NOON, source=Source.IMPORT)
    assert _line(await _results(dana), "side_effects", "effect", "nausea")["sessions"]["count"] == 7


async def test_a_week_without_a_session_ends_a_series_though_nobody_writes(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    moods = {-2: 3.0, -1: 3.0, **dict.fromkeys(range(1, 11), 5.5)}
    patients = [await _treated(cast.dana, number, last=8, nauseous=False, moods=moods) for number in range(6)]
    await _hold(cast, patients, NOON - timedelta(days=25))
    clock.now = NOON - timedelta(days=19)
    assert (await _results(await signed_in(cast.dana)))["durability"]["mood"]["curve"] is None
    clock.now = NOON - timedelta(days=18)
    assert (await _results(await signed_in(cast.dana)))["durability"]["mood"]["curve"]["n"] == 6


async def _hold(cast: Cast, patients: list[PatientId], at: datetime) -> None:
    """A session of each, which makes one series with the first."""
    async with transaction(cast.dana.scope):
        for patient in patients:
            made = Session(
                id=SessionId(new_id()),
                patient=patient,
                started_at=at,
                ended_at=at + timedelta(minutes=40),
                zone=ZONE,
                local_date=at.date(),
                route=Route.IV,
                dose_mg=35,
            )
            await sessions.put(cast.dana.scope, made, at=NOON)


async def test_a_name_or_an_id_is_nowhere_in_it(world: World, signed_in: SignIn, cast: Cast) -> None:
    ids = [str(await _treated(cast.dana, number, last=8, nauseous=True)) for number in range(6)]
    answer = await (await signed_in(cast.dana)).get("/api/v1/clinic/results")
    assert not [word for word in (*ids, world.alice.patient, world.alice.session, "Alice", "P1") if word in answer.text]


async def test_sam_and_a_colleague_without_patients_see_nothing_of_danas(
    world: World, signed_in: SignIn, cast: Cast
) -> None:
    others = [await signed_in(member) for member in (cast.sam, world.nils)]
    nothing = [await _results(client) for client in others]
    for number in range(12):
        await _treated(cast.dana, number, last=8, nauseous=number % 2 == 0)
    assert [await _results(client) for client in others] == nothing
    assert (await _results(await signed_in(cast.dana)))["patients"] != HIDDEN


async def test_who_leaves_her_care_leaves_her_figures(signed_in: SignIn, cast: Cast) -> None:
    *_, last = [await _treated(cast.dana, number, last=8, nauseous=False) for number in range(5)]
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    assert (await _results(dana))["patients"] == {"count": 5}
    left = await nadia.delete(f"/api/v1/patients/{last}/care-team/{cast.dana.id}")
    assert left.status_code == 204
    assert (await _results(dana))["patients"] == HIDDEN


async def test_an_admin_who_reads_no_journal_gets_no_figure(signed_in: SignIn, cast: Cast) -> None:
    for member in (cast.nadia, cast.alice):
        assert (await (await signed_in(member)).get("/api/v1/clinic/results")).status_code == 403


async def test_the_period_is_that_of_the_sessions(signed_in: SignIn, cast: Cast) -> None:
    for number in range(6):
        await _treated(cast.dana, number, last=8, nauseous=False)
    dana = await signed_in(cast.dana)
    assert (await _results(dana, **{"from": "2026-10-26", "to": "2026-10-26"}))["patients"] == {"count": 6}
    assert (await _results(dana, **{"from": "2026-10-27"}))["patients"] == HIDDEN
    assert (await _results(dana, to="2026-10-25"))["patients"] == HIDDEN
    wrong = await dana.get("/api/v1/clinic/results", params={"from": "2026-11-02", "to": "2026-11-01"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/from")
    assert (await dana.get("/api/v1/clinic/results", params={"from": "soon"})).status_code in {400, 422}


async def test_each_look_is_one_line_of_the_audit(signed_in: SignIn, cast: Cast) -> None:
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    await _results(dana)
    found = (await nadia.get("/api/v1/audit", params={"action": "results.read"})).json()
    assert [(row["action"], row["patient"]) for row in found["events"]] == [("results.read", None)]


async def _queries(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many statements one look takes, recognising the sign-in included."""
    with statements(monkeypatch) as sent:
        await _results(client)
    return len(sent)


async def test_thirty_patients_take_as_many_queries_as_two(
    signed_in: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana = await signed_in(cast.dana)
    few = await _queries(dana, monkeypatch)
    for number in range(28):
        await _treated(cast.dana, number, last=8, nauseous=number % 2 == 0)
    assert await _queries(dana, monkeypatch) == few
    assert 0 < few <= BUDGET
    assert await _queries(dana, monkeypatch) <= BUDGET_OF_NOTHING_NEW


async def test_dana_sees_doses_and_alice_does_not(world: World, signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    held = NOON - timedelta(days=1)
    first = side_effect(held, effect="dissociation", severity=3, session_id=world.alice.session)
    eased = side_effect(
        NOON, effect="dissociation", severity=1, started_at=held.isoformat(), session_id=world.alice.session
    )
    await sync(alice, cast.alice, first, eased | {"replaces": first["id"]}, check_in(mood=7))
    path = f"/api/v1/patients/{world.alice.patient}/doses"
    found = (await dana.get(path)).json()
    assert found == {
        "patient_id": world.alice.patient,
        "by_route": {"iv": 1},
        "sessions": [
            {
                "session_id": world.alice.session,
                "number": 1,
                "of_route": 1,
                "date": "2026-11-22",
                "route": "iv",
                "drug": "ketamine",
                "dose_mg": 35.0,
                "weight_kg": 70.0,
                "mg_per_kg": 0.5,
                "dissociation": 3,
                "mood": None,
            }
        ],
    }
    assert (await alice.get(path)).status_code == 403
    assert (await (await signed_in(cast.sam)).get(path)).status_code == 404


async def test_what_the_staff_saw_counts_as_what_the_patient_said(signed_in: SignIn, cast: Cast) -> None:
    dana = await signed_in(cast.dana)
    body = session_body()
    body["effects"] = [{"effect": "dissociation", "severity": 2, "started_at": body["started_at"]}]
    path = f"/api/v1/patients/{cast.bob.own}"
    recorded = await dana.put(f"{path}/sessions/{new_id()}", json=body)
    assert recorded.status_code == 200, recorded.text
    [dose] = (await dana.get(f"{path}/doses")).json()["sessions"]
    assert dose["dissociation"] == 2
